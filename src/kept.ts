import { LRUCache } from "lru-cache";
import type { Clock } from "./domain/calendar.ts";
import type { Log } from "./domain/log.ts";
import type { Metrics } from "./domain/metrics.ts";
import { ProblemError, passes } from "./domain/problem.ts";

/** For who would rather have what was known last than nothing. */
export type OrKnown = {
  /** Milliseconds that a new answer is waited for where an old one is known; undefined: until it comes, or fails. */
  patienceMs: number | undefined;
  /** Resolves when so long has been waited for all that belongs together. */
  isOver: () => Promise<void>;
  /** Hears of when the answer is that is given in place of a new one. */
  told: (at: Date) => void;
};

/** An answer, and when it was asked for. */
export type Known<T> = { value: T; at: Date };

/** `otherwise`: what is known where nothing is under this key, for `orKnown`. */
type How<T> = {
  asItIs?: boolean;
  orKnown?: OrKnown | undefined;
  otherwise?: () => Known<T> | undefined;
};

/**
 * Answers that are kept for a while, by key: fresh ones are given as they are, ageing ones too while a new one is fetched
 * behind the answer (not for who takes them `asItIs`), and what is older than `usableMs` is asked for anew. Each key is asked for at most
 * once at a time. Where a new answer does not come, `orKnown` has the last one, up to `knownMs` old.
 */
export type Kept<T> = ((key: string, how?: How<T>) => Promise<T>) & {
  /** The next to ask gets a new answer; of every key, when none is named. Who waits already gets it too. */
  forget: (key?: string) => void;
  /** What is good to be given under this key without asking; undefined: nothing. Asks nobody. */
  peek: (key: string) => T | undefined;
  /**
   * Of many keys at once: the answers that are fresh, and the `others`, which have to be asked for. Asks nobody: thousands of promises would
   * take longer than the answer they are for.
   */
  fresh: (keys: Iterable<string>) => { found: Map<string, T>; others: string[] };
  /** What is known of all keys, up to `knownMs` old, the least used last. Asks nobody. */
  known: () => { key: string; value: T; at: Date }[];
};

/** `askedAt` in milliseconds. `isForgotten`: good for nothing but to be the last known one. */
type Entry<T> = { value: T; askedAt: number; isForgotten: boolean };

type Loading<T> = { askedAt: number; answer: Promise<T> };

/**
 * @param options.name what is kept, for the metrics
 * @param options.load asks anew; `last` is what is known under the key by then, forgotten or not
 * @param options.freshMs milliseconds during which nothing is asked
 * @param options.usableMs milliseconds after which an answer is no longer given without asking
 * @param options.knownMs milliseconds after which it is not even given in place of one that does not come; `usableMs`, when left out
 * @param options.max how many keys are kept; the least used goes first
 */
export function keep<T>(options: {
  name: string;
  load: (key: string, last: Known<T> | undefined) => Promise<T>;
  freshMs: number;
  usableMs: number;
  knownMs?: number;
  max: number;
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, "kept">;
}): Kept<T> {
  const { freshMs, usableMs, knownMs = usableMs, log } = options;
  const now = () => options.clock().getTime();
  const entries = new LRUCache<string, Entry<T>>({
    // By size: by `max`, it would make room for all of them at the start of the bot.
    maxSize: options.max,
    sizeCalculation: () => 1,
    ttl: knownMs,
    ttlResolution: 0,
    perf: { now },
  });
  /** As many as ask at a time. */
  const loading = new Map<string, Loading<T>>();

  function load(key: string): Loading<T> {
    const running = loading.get(key);
    if (running) return running;
    const mine = { askedAt: now() } as Loading<T>;
    loading.set(key, mine);
    mine.answer = fetch(key, mine);
    return mine;
  }

  async function fetch(key: string, mine: Loading<T>): Promise<T> {
    const isForgotten = () => loading.get(key) !== mine;
    try {
      const last = entries.peek(key);
      const value = await options.load(key, last && knownOf(last));
      // Asked for once more.
      if (isForgotten()) return load(key).answer;
      entries.set(key, { value, askedAt: mine.askedAt, isForgotten: false });
      return value;
    } catch (error) {
      if (isForgotten()) return load(key).answer;
      throw error;
    } finally {
      if (!isForgotten()) loading.delete(key);
    }
  }

  function refresh(key: string): void {
    // Nobody waits for this one: who asks next either gets the new answer or, once it is too old, the error.
    load(key).answer.catch((error: unknown) =>
      log.warn(
        { problem: error instanceof ProblemError ? error.problem.kind : "bug" },
        "refreshing behind the answer failed",
      ),
    );
  }

  /** In milliseconds. A clock that was set back makes nothing younger. */
  const ageOf = (entry: Entry<T> | undefined) =>
    entry && !entry.isForgotten ? Math.abs(now() - entry.askedAt) : Number.POSITIVE_INFINITY;

  async function ask(key: string, how: How<T> = {}): Promise<T> {
    const entry = entries.get(key);
    const age = ageOf(entry);
    if (entry && age < usableMs) {
      options.metrics.kept(options.name, age < freshMs ? "fresh" : "aged", age);
      if (age >= freshMs && !how.asItIs) refresh(key);
      return entry.value;
    }
    options.metrics.kept(options.name, "fetched", 0);
    const { askedAt, answer } = load(key);
    if (!how.orKnown) return answer;
    const known = entry ? knownOf(entry) : how.otherwise?.();
    return known ? orKnown(answer, askedAt, known, how.orKnown) : answer;
  }

  async function orKnown(answer: Promise<T>, askedAt: number, known: Known<T>, how: OrKnown): Promise<T> {
    const { patienceMs, isOver } = how;
    const instead = () => {
      options.metrics.kept(options.name, "known", Math.abs(now() - known.at.getTime()));
      how.told(known.at);
      return known.value;
    };
    const fresh = answer.catch((error: unknown) => {
      if (error instanceof ProblemError && passes(error.problem)) return instead();
      throw error;
    });
    if (patienceMs === undefined) return fresh;
    // Heard here, should it fail after it was waited for.
    fresh.catch(() => {});
    const late = Symbol();
    // Others have waited for the same answer for as long.
    const isLate = now() - askedAt >= patienceMs;
    const first = isLate ? late : await Promise.race([fresh, isOver().then(() => late)]);
    return first === late ? instead() : (first as T);
  }

  return Object.assign(ask, {
    forget: (key?: string) => {
      const outdated = key === undefined ? [...entries.values()] : [entries.peek(key)];
      for (const entry of outdated) if (entry) entry.isForgotten = true;
      if (key === undefined) loading.clear();
      else loading.delete(key);
    },
    peek: (key: string) => {
      const entry = entries.peek(key);
      return entry && ageOf(entry) < usableMs ? entry.value : undefined;
    },
    fresh: (keys: Iterable<string>) => {
      const found = new Map<string, T>();
      const others: string[] = [];
      let oldestMs = 0;
      for (const key of new Set(keys)) {
        const entry = entries.get(key);
        const age = ageOf(entry);
        if (entry && age < freshMs) {
          found.set(key, entry.value);
          oldestMs = Math.max(oldestMs, age);
        } else others.push(key);
      }
      if (found.size > 0) options.metrics.kept(options.name, "fresh", oldestMs, found.size);
      return { found, others };
    },
    known: () => [...entries.entries()].map(([key, entry]) => ({ key, ...knownOf(entry) })),
  });
}

function knownOf<T>({ value, askedAt }: Entry<T>): Known<T> {
  return { value, at: new Date(askedAt) };
}
