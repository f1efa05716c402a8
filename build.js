import { readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";

// `npm run build`: the bot and the packages that it stands on, in a few files. To look for more than a thousand files and to read them takes
// twice as long as everything else of a start. Packages with machine code stay where they are, and so does what is mostly data.
const external = ["libsql", "@resvg/resvg-js", "@expo-google-fonts/noto-sans", "date-holidays", "pg-native"];
/** What Bolt and axios load at each start for what nobody does here: a server of Express's, reading what it is sent, an installation for many
 * workspaces, forms. */
const unused = ["express", "raw-body", "@slack/oauth", "form-data"];

const leaveOutUnused = {
  name: "leave out what is unused",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /./ }, ({ path }) => (unused.includes(path) ? { path, namespace: "unused" } : undefined));
    onLoad({ filter: /./, namespace: "unused" }, () => ({ contents: "export default undefined;" }));
  },
};

/** Of others' code a trace names the file alone: maps of all their lines take longer to read at the start than the code. */
const coarseMapsOfPackages = {
  name: "coarse maps of packages",
  setup: ({ onLoad }) =>
    onLoad({ filter: /node_modules.*\.[cm]?js$/ }, async ({ path }) => {
      const map = Buffer.from(JSON.stringify({ version: 3, sources: [basename(path)], mappings: "AAAA" }));
      const code = await readPlain(path);
      return { contents: `${code}\n//# sourceMappingURL=data:application/json;base64,${map.toString("base64")}` };
    }),
};

/** esbuild leaves letters in regular expressions as they are; a single one that is not Latin, and V8 holds the whole file with two bytes a letter. */
const plainLetters = {
  name: "plain letters",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path }) => ({ contents: await readPlain(path), loader: "ts" })),
};

async function readPlain(path) {
  const code = await readFile(path, "utf8");
  return code.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const outdir = join(import.meta.dirname, "dist");
// The names of parts change with what is in them.
await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: [join(import.meta.dirname, "src/app.ts")],
  outdir,
  bundle: true,
  // What is imported when it is needed stays apart.
  splitting: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  external,
  // Names stay, for traces; what is left out need not be read at each start.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: true,
  sourcesContent: false,
  plugins: [leaveOutUnused, coarseMapsOfPackages, plainLetters],
  // For packages that are written for `require`.
  banner: { js: 'import { createRequire as from } from "node:module"; const require = from(import.meta.url);' },
});
