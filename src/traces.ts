import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { LRUCache } from "lru-cache";

/** What goes wrong goes wrong in the same places, and more so when it does so often. */
const lately = new LRUCache<string, string>({ max: 200 });

/**
 * Frames of a trace (`at …`), with the places of what `npm run build` made told as they are in the sources (`src/slack.ts:12:3`); of a
 * package, its file alone (`build.js`). Frames of anything else stay as they are.
 *
 * Not `node --enable-source-maps`, which reads all maps at the start and keeps them: 12 MB, and a tenth of the time of a start.
 */
export function inSources(frames: readonly string[]): string[] {
  // Read for this trace alone, each once.
  const maps = new Map<string, SourceMap | undefined>();
  return frames.map((frame) => {
    const known = lately.get(frame) ?? frameInSources(frame, maps);
    lately.set(frame, known);
    return known;
  });
}

/** `at name (file:///app/dist/app.js:16:2345)`, or the same without a name and parentheses: line and column from 1. */
function frameInSources(frame: string, maps: Map<string, SourceMap | undefined>): string {
  const begin = frame.indexOf("file://");
  const end = frame.endsWith(")") ? frame.length - 1 : frame.length;
  const columnAt = frame.lastIndexOf(":", end - 1) + 1;
  const lineAt = frame.lastIndexOf(":", columnAt - 2) + 1;
  const url = frame.slice(begin, lineAt - 1);
  if (begin < 0 || !url.endsWith(".js")) return frame;
  if (!maps.has(url)) maps.set(url, readMap(url));
  // A map counts from 0. Of what no source is told, it gives an entry without one.
  const [line, column] = [Number.parseInt(frame.slice(lineAt), 10), Number.parseInt(frame.slice(columnAt), 10)];
  const entry = maps.get(url)?.findEntry(line - 1, column - 1);
  if (!entry || !("originalSource" in entry) || !entry.originalSource) return frame;
  const file = fileURLToPath(url);
  const source = relative(dirname(dirname(file)), resolve(dirname(file), entry.originalSource));
  const place = source.includes("node_modules/")
    ? source
    : `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  return frame.slice(0, begin) + place + frame.slice(end);
}

function readMap(url: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(`${url}.map`), "utf8")));
  } catch {
    return undefined;
  }
}
