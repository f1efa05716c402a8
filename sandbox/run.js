import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

// `npm run demo`: puts our files into a few, without types, and runs them. It takes a blink; a loader that is asked for each of a thousand
// files, those of the packages too, takes seconds.
const folder = join(import.meta.dirname, "..", "node_modules", ".cache", "whosout-demo");
const { outputFiles } = await build({
  entryPoints: [join(import.meta.dirname, "main.ts")],
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  format: "esm",
  sourcemap: "inline",
  // Whoever asks where it is lies in this folder.
  define: { "import.meta.dirname": JSON.stringify(import.meta.dirname) },
  write: false,
  outdir: folder,
});
mkdirSync(folder, { recursive: true });
for (const { path, contents } of outputFiles) {
  // Whole at any time: two may start at once.
  writeFileSync(`${path}.${process.pid}`, contents);
  renameSync(`${path}.${process.pid}`, path);
}
const built = outputFiles.map(({ path }) => basename(path));
const old = readdirSync(folder).filter((name) => name.endsWith(".js") && !built.includes(name));
for (const name of old) rmSync(join(folder, name), { force: true });
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(folder, "main.js")).href);
