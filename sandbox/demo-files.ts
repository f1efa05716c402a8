import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
};
/** Vite puts a hash of what is in them into the names of these, so that they never change. */
const LASTING = `${sep}assets${sep}`;

/** A file of the built page with its headers; undefined when there is none. @param path of the address, still encoded */
export async function fileOf(
  folder: string,
  path: string,
): Promise<{ body: Buffer; headers: Record<string, string> } | undefined> {
  const name = decoded(path === "/" ? "/index.html" : path);
  const type = name === undefined ? undefined : TYPES[extname(name)];
  if (name === undefined || type === undefined || name.includes("\0")) return undefined;
  // Normalised as if from the root, nothing leads out of the folder.
  const inside = normalize(join(sep, name));
  const body = await readFile(join(folder, inside)).catch(() => undefined);
  const cache = inside.startsWith(LASTING) ? "public, max-age=31536000, immutable" : "no-cache";
  return body && { body, headers: { "content-type": type, "cache-control": cache } };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
