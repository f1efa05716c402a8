import { readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { type BuildFailure, build, stop } from "esbuild";

const FOLDER = join(import.meta.dirname, "page");
/** What starts the page where Vite serves it, for whoever works on it; and what does here. */
const SOURCE = '<script type="module" src="/src/main.tsx"></script>';
const BUILT = '<link rel="stylesheet" href="/main.css" /><script type="module" src="/main.js"></script>';
const TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
};

/** The page as browsers get it: its files by their path. */
export type Page = Map<string, { type: string; body: Uint8Array | string }>;

/** Builds the page, in less time than it takes to find out whether it has to be built. @throws with one sentence */
export async function buildPage(): Promise<Page> {
  const html = await readFile(join(FOLDER, "index.html"), "utf8");
  const { outputFiles } = await build({
    entryPoints: [join(FOLDER, "src", "main.tsx")],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".woff2": "file", ".woff": "file" },
    publicPath: "/",
    outdir: FOLDER,
    write: false,
    logLevel: "silent",
  }).catch(explain);
  await stop();
  const page: Page = new Map([["/", { type: "text/html; charset=utf-8", body: html.replace(SOURCE, BUILT) }]]);
  for (const { path, contents } of outputFiles) {
    const type = TYPES[extname(path)];
    if (type) page.set(`/${basename(path)}`, { type, body: contents });
  }
  return page;
}

function explain({ message, errors: [error] = [] }: BuildFailure): never {
  const where = error?.location ? ` (${error.location.file}:${error.location.line})` : "";
  throw new Error(`The page cannot be built: ${error?.text ?? message}${where}`);
}
