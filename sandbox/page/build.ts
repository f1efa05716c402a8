import { createHash } from "node:crypto";
import { readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";

const HERE = import.meta.dirname;
const ROOT = join(HERE, "..", "..");
/** What it is built of and with, beside what lies here. */
const ELSEWHERE = ["package-lock.json", join("sandbox", "demo-avatar.ts")].map((name) => join(ROOT, name));
const CACHE = join(ROOT, "node_modules", ".cache", "whosout-page");
/** How many are kept: demos that were started before the last changes still serve theirs. */
const KEPT = 5;

/**
 * The folder of the page as browsers get it. It is built when its sources, or what they are built with, have changed; else it lies in
 * `node_modules/.cache` already.
 */
export async function buildPage(): Promise<string> {
  const folder = join(CACHE, await fingerprint());
  if (await isThere(join(folder, "index.html"))) {
    const now = new Date();
    await utimes(folder, now, now);
    return folder;
  }
  // Two that start at once build one each, and one of them stays.
  const draft = `${folder}.${process.pid}`;
  const { build } = await import("vite");
  await build({ configFile: join(HERE, "vite.config.ts"), logLevel: "error", build: { outDir: draft } });
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  await forgetOld();
  return folder;
}

/** Those that were used last stay. */
async function forgetOld(): Promise<void> {
  const folders = (await readdir(CACHE)).map((name) => join(CACHE, name));
  const used = await Promise.all(folders.map(async (folder) => ({ folder, at: (await timeOf(folder)) ?? 0 })));
  const old = used.toSorted((a, b) => b.at - a.at).slice(KEPT);
  await Promise.all(old.map(({ folder }) => rm(folder, { recursive: true, force: true })));
}

async function fingerprint(): Promise<string> {
  const sources = (await readdir(HERE, { recursive: true })).filter((name) => /\.(tsx?|css|html|json)$/.test(name));
  const hash = createHash("sha256");
  for (const file of [...ELSEWHERE, ...sources.sort().map((name) => join(HERE, name))])
    hash.update(file.slice(ROOT.length)).update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}

async function isThere(path: string): Promise<boolean> {
  return (await timeOf(path)) !== undefined;
}

async function timeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}
