import type { Clock } from "../domain/calendar.ts";
import type { Metrics } from "../domain/metrics.ts";
import { ProblemError } from "../domain/problem.ts";

/** Before Personio has told its limits: what is known of its slowest endpoints (10 a second). */
const CAREFUL = { perSecond: 10, burst: 10 };
/** Nobody is let wait in silence for longer than this, and nothing piles up: what was read until then is kept for who asks again. */
const LONGEST_QUEUE_MS = 60_000;

type Bucket = {
  perSecond: number;
  burst: number;
  /** Whether Personio told its limits. */
  isTold: boolean;
  /** Calls that may be made at once, as of `at` (milliseconds). */
  tokens: number;
  at: number;
  /** How many wait for their turn. */
  waiting: number;
  /** Settles when everybody who came before has had their turn. */
  queue: Promise<void>;
};

export type Pace = ReturnType<typeof createPace>;

/**
 * Spreads calls so that Personio need not say "too many requests". Personio counts per endpoint, whatever the ids in the path,
 * and tells in the `x-ratelimit-*` headers of every answer how fast it refills, how much it holds and what is left.
 */
export function createPace(options: {
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
  metrics: Pick<Metrics, "paceWait">;
}) {
  const { clock, sleep, metrics } = options;
  const buckets = new Map<string, Bucket>();

  const bucketOf = (path: string): Bucket => {
    const known = buckets.get(path);
    if (known) return known;
    // What is below a path that has told its limits (a person's employments) is taken to have the same, until it tells its own.
    const above = [...buckets].find(([other, { isTold }]) => isTold && path.startsWith(`${other}/`))?.[1];
    const { perSecond, burst } = above ?? CAREFUL;
    const at = clock().getTime();
    const fresh = { perSecond, burst, isTold: false, tokens: burst, at, waiting: 0, queue: Promise.resolve() };
    buckets.set(path, fresh);
    return fresh;
  };

  const refill = (bucket: Bucket) => {
    const now = clock().getTime();
    // A clock that was set back refills nothing.
    const seconds = Math.max(0, now - bucket.at) / 1000;
    bucket.tokens = Math.min(bucket.burst, bucket.tokens + seconds * bucket.perSecond);
    bucket.at = now;
  };

  const take = async (bucket: Bucket) => {
    refill(bucket);
    if (bucket.tokens < 1) {
      await sleep(Math.ceil(((1 - bucket.tokens) * 1000) / bucket.perSecond));
      refill(bucket);
      // The wait has paid for one call, even where the clock stands still.
      bucket.tokens = Math.max(bucket.tokens, 1);
    }
    bucket.tokens -= 1;
    bucket.waiting -= 1;
  };

  return {
    /**
     * Resolves when a call to `path` (a template) may be made: first come, first served.
     * @throws ProblemError `personio-busy` at once, when it would take longer than a minute
     */
    turn(path: string): Promise<void> {
      const bucket = bucketOf(path);
      const { waiting } = bucket;
      if ((waiting * 1000) / bucket.perSecond >= LONGEST_QUEUE_MS) {
        return Promise.reject(new ProblemError({ kind: "personio-busy" }, { facts: { path, waiting } }));
      }
      const came = clock().getTime();
      // One at a time, so that those who wait profit at once from limits that are learned meanwhile.
      const turn = bucket.queue.then(() => take(bucket));
      bucket.queue = turn.catch(() => {});
      void bucket.queue.then(() => {
        const waited = clock().getTime() - came;
        if (waited > 0) metrics.paceWait(path, waited);
      });
      bucket.waiting += 1;
      return turn;
    },

    /** Takes over what an answer from `path` says about its limits. `headers` are in lower case; what makes no sense is ignored. */
    learn(path: string, headers: Readonly<Record<string, unknown>>, tooMany: boolean): void {
      const bucket = bucketOf(path);
      refill(bucket);
      const perSecond = numberIn(headers, "x-ratelimit-replenish-rate");
      if (perSecond !== undefined && perSecond > 0) bucket.perSecond = perSecond;
      const burst = numberIn(headers, "x-ratelimit-burst-capacity");
      if (burst !== undefined && burst >= 1) {
        bucket.isTold = true;
        bucket.tokens += burst - bucket.burst;
        bucket.burst = burst;
      }
      // Downwards only: other programs may use up the same limit, and answers arrive later than they were counted.
      const remaining = tooMany ? 0 : numberIn(headers, "x-ratelimit-remaining");
      bucket.tokens = Math.max(0, Math.min(bucket.tokens, remaining ?? bucket.tokens));
    },
  };
}

function numberIn(headers: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const text = headers[name];
  if (typeof text !== "string" || !/^\d+(\.\d+)?$/.test(text.trim())) return undefined;
  return Number(text);
}
