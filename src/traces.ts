import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { LRUCache } from "lru-cache";

/** In `at name (file:///app/dist/app.js:16:2345)`, and in a frame without a name: file, line and column, both from 1. */
const PLACE = /file:\/\/\/[^\s()]+\.js:\d+:\d+/;

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
    const known = lately.get(frame) ?? frame.replace(PLACE, (place) => placeInSources(place, maps));
    lately.set(frame, known);
    return known;
  });
}

function placeInSources(place: string, maps: Map<string, SourceMap | undefined>): string {
  const [, url = "", line, column] = /^(.*):(\d+):(\d+)$/.exec(place) ?? [];
  const file = fileURLToPath(url);
  if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
  // A map counts from 0. Of what no source is told, it gives an entry without one.
  const entry = maps.get(file)?.findEntry(Number(line) - 1, Number(column) - 1);
  if (!entry || !("originalSource" in entry) || !entry.originalSource) return place;
  const source = relative(dirname(dirname(file)), resolve(dirname(file), entry.originalSource));
  if (source.includes("node_modules/")) return source;
  return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

function readMap(path: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}
