import { type Moment, wallClock } from "../domain/calendar.ts";
import type { Directory } from "../personio/directory.ts";
import type { Asker, Askers } from "./asker.ts";

/**
 * What it takes to tell one answer that may be as of some time ago: where Personio does not answer, the directory tells what it told last.
 * Not for what is written, nor for what a supervisor alone may see by today's contracts.
 */
export function forReading<N extends { directory: Directory; askers: Askers }>(needs: N): N {
  const directory = needs.directory.reading();
  return { ...needs, directory, askers: needs.askers.reading(directory) };
}

/** Of when an answer is, on the wall of who reads it, once all of it is read; nothing where Personio has answered. */
export function asOfIn({ asOf }: Pick<Directory, "asOf">, { zone }: Pick<Asker, "zone">): { asOf?: Moment } {
  const at = asOf();
  return at ? { asOf: wallClock(at, zone) } : {};
}
