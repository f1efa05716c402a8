import { LRUCache } from "lru-cache";
import type { Clock } from "./domain/calendar.ts";
import type { Log } from "./domain/log.ts";
import type { Metrics } from "./domain/metrics.ts";
import { ProblemError } from "./domain/problem.ts";

/**
 * Answers that are kept for a while, by key: fresh ones are given as they are, ageing ones too while a new one is fetched
 * behind the answer (not for who takes them `asItIs`), and what is older than `usableMs` is asked for anew. Each key is asked for at most once
 * at a time.
 */
export type Kept<T> = ((key: string, how?: { asItIs?: boolean }) => Promise<T>) & {
  /** The next to ask gets a new answer; of every key, when none is named. Who waits already gets it too. */
  forget: (key?: string) => void;
};

/**
 * @param options.name what is kept, for the metrics
 * @param options.freshMs milliseconds during which nothing is asked
 * @param options.usableMs milliseconds after which an answer is no longer given without asking
 * @param options.max how many keys are kept; the least used goes first
 */
export function keep<T>(options: {
  name: string;
  load: (key: string) => Promise<T>;
  freshMs: number;
  usableMs: number;
  max: number;
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, "kept">;
}): Kept<T> {
  const cache = new LRUCache<string, { value: T }>({
    max: options.max,
    ttl: options.usableMs,
    ttlResolution: 0,
    perf: { now: () => options.clock().getTime() },
    noDeleteOnFetchRejection: true,
    fetchMethod: async (key) => ({ value: await options.load(key) }),
  });
  const ask = async (key: string, how: { asItIs?: boolean } = {}): Promise<T> => {
    const left = cache.getRemainingTTL(key);
    if (!how.asItIs && left > 0 && left <= options.usableMs - options.freshMs) {
      // Nobody waits for this one: who asks next either gets the new answer or, once it is too old, the error.
      cache.fetch(key, { forceRefresh: true }).catch((error: unknown) => {
        if (wasForgotten(error)) return;
        options.log.warn(
          { problem: error instanceof ProblemError ? error.problem.kind : "bug" },
          "refreshing behind the answer failed",
        );
      });
    }
    const kept = left > 0 ? cache.get(key, { allowStale: true }) : undefined;
    const ageMs = options.usableMs - left;
    const found = ageMs < options.freshMs ? "fresh" : "aged";
    options.metrics.kept(options.name, kept ? found : "fetched", kept ? ageMs : 0);
    try {
      const answer = kept ?? (await cache.fetch(key));
      if (!answer) throw new Error("an answer was dropped while it was on its way");
      return answer.value;
    } catch (error) {
      if (wasForgotten(error)) return ask(key, how);
      throw error;
    }
  };
  const forget = (key?: string) => {
    if (key === undefined) cache.clear();
    else cache.delete(key);
  };
  return Object.assign(ask, { forget });
}

/** What lru-cache ends a request with whose key was deleted meanwhile. */
function wasForgotten(error: unknown): boolean {
  return error instanceof Error && error.message === "deleted";
}
