import { createHash } from "node:crypto";
import { readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "..", "..");
const CACHE = join(ROOT, "node_modules", ".cache", "whosout-page");

/**
 * The folder of the page as browsers get it. It is built when its sources, or what they are built with, have changed; else it lies in
 * `node_modules/.cache` already.
 */
export async function buildPage(): Promise<string> {
  const folder = join(CACHE, await fingerprint());
  if (await isThere(join(folder, "index.html"))) return folder;
  // Two that start at once build one each, and one of them stays.
  const draft = `${folder}.${process.pid}`;
  const { build } = await import("vite");
  await build({ configFile: join(HERE, "vite.config.ts"), logLevel: "error", build: { outDir: draft } });
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  return folder;
}

async function fingerprint(): Promise<string> {
  const sources = (await readdir(HERE, { recursive: true })).filter((name) => /\.(tsx?|css|html|json)$/.test(name));
  const hash = createHash("sha256");
  for (const file of [join(ROOT, "package-lock.json"), ...sources.sort().map((name) => join(HERE, name))])
    hash.update(file.slice(ROOT.length)).update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
