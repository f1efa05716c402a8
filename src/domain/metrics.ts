import type { DeliveryOutcome } from "./digest.ts";
import type { Problem } from "./problem.ts";

/**
 * Where the house counts what it did, for `GET /metrics`. What it is told are kinds: never a person, a channel or a text. Durations are
 * milliseconds.
 */
export type Metrics = {
  /** @param name e.g. `/whosout`, `action:month_turn`; @param ackMs until it was acknowledged, where it had to be */
  request: (name: string, outcome: "ok" | Problem["kind"], took: { ms: number; ackMs: number | undefined }) => void;
  /** @param path the template; @param outcome a status, or why there was no answer; @param ms undefined where nothing was sent */
  personioCall: (method: string, path: string, outcome: number | string, ms: number | undefined) => void;
  /** A call to Personio had to wait for its turn. */
  paceWait: (path: string, ms: number) => void;
  /**
   * An answer was wanted: given as it was kept, kept while a new one is fetched behind it, fetched, or, where that did not come, the last
   * one that was known. @param ageMs 0 for those fetched; of many at once, the oldest one's @param count how many at once; 1, when left out
   */
  kept: (name: string, found: "fresh" | "aged" | "fetched" | "known", ageMs: number, count?: number) => void;
  /** How many digests are due and not settled, as of the last look. */
  digestsDue: (count: number) => void;
  /** What became of a digest that was due: also that it has to wait. */
  digest: (outcome: DeliveryOutcome | "waits") => void;
  /** A connection of Socket Mode stands, or is being made again. */
  connection: (state: "connected" | "reconnecting") => void;
  /** All of it, in Prometheus' text format. */
  page: () => Promise<string>;
  contentType: string;
  /** From now on, memory, CPU and event loop of the process are on the page, too. */
  watchProcess: () => void;
};
