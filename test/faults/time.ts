import { AsyncResource } from "node:async_hooks";
import { lifeNow } from "./life.ts";

type Timer = { at: number; run: () => void; every: number | undefined; owner: ReturnType<typeof lifeNow> };

/** What comes again and again more often than this is left out: Socket Mode's pings, to which the stand-in always answers. */
const HUM_MS = 2000;
/** So many turns of the event loop without anything on its way, and whatever this machine does in no time is done. */
const CALM_TURNS = 6;

/**
 * The time of a schedule: every timer in this process, the bot's, Bolt's and the stand-ins', waits for it. It stands still while anything
 * is on its way, and then goes on to the next timer: so that hours pass in no time, and nothing is slower than it says.
 *
 * @param needs.busy how much is on its way between the bot and the stand-ins
 */
export function createTime(begin: number, needs: { busy: () => number }) {
  let now = begin;
  let number = 0;
  const timers = new Map<number, Timer>();
  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
  const { timeout } = AbortSignal;

  /** As Node's: with `refresh`, and as a number. */
  function set(callback: () => void, delay: number, every: number | undefined) {
    number += 1;
    const id = number;
    const run = AsyncResource.bind(callback);
    const arm = () => {
      if (every === undefined || every > HUM_MS) timers.set(id, { at: now + delay, run, every, owner: lifeNow() });
      return handle;
    };
    const handle = {
      [Symbol.toPrimitive]: () => id,
      ref: () => handle,
      unref: () => handle,
      hasRef: () => true,
      refresh: arm,
      close: () => clear(handle),
    };
    return arm();
  }
  const clear = (handle: unknown) => {
    if (handle !== undefined && handle !== null) timers.delete(Number(handle));
  };
  const atLeastOne = (delay: unknown) => Math.max(1, Number(delay ?? 1) || 1);
  const sleep = (milliseconds: number) =>
    new Promise<void>((resolve) => void set(resolve, atLeastOne(milliseconds), undefined));

  Object.assign(globalThis, {
    setTimeout: (callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) =>
      set(() => callback(...args), atLeastOne(delay), undefined),
    setInterval: (callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) =>
      set(() => callback(...args), atLeastOne(delay), atLeastOne(delay)),
    clearTimeout: clear,
    clearInterval: clear,
  });
  AbortSignal.timeout = (milliseconds) => {
    const controller = new AbortController();
    const late = () => controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
    set(late, atLeastOne(milliseconds), undefined);
    return controller.signal;
  };

  /** The next timer of whoever is still alive. */
  function next(until: number): [number, Timer] | undefined {
    let first: [number, Timer] | undefined;
    for (const [id, timer] of timers) {
      if (timer.owner?.isOver) timers.delete(id);
      else if (!first || timer.at < first[1].at) first = [id, timer];
    }
    return first && first[1].at <= until ? first : undefined;
  }

  /** Resolves when nothing is on its way any more. */
  async function calm(): Promise<void> {
    for (let turns = 0; turns < CALM_TURNS; turns++) {
      await new Promise(setImmediate);
      if (needs.busy() > 0) turns = 0;
    }
  }

  return {
    clock: () => new Date(now),
    sleep,

    /** Lets so much time pass, timer by timer, or less: until something `isDone`. */
    pass: async (milliseconds: number, isDone: () => boolean = () => false): Promise<void> => {
      const until = now + milliseconds;
      await calm();
      while (!isDone()) {
        const found = next(until);
        if (!found) break;
        const [id, { at, run, every, owner }] = found;
        now = Math.max(now, at);
        if (every === undefined) timers.delete(id);
        else timers.set(id, { at: now + every, run, every, owner });
        run();
        await calm();
      }
      if (!isDone()) now = Math.max(now, until);
    },

    /** The machine sleeps, or its clock is set: what was to happen meanwhile happens once, afterwards. */
    jump: (milliseconds: number): void => {
      now += milliseconds;
    },

    /** Real time again. */
    end: (): void => {
      timers.clear();
      Object.assign(globalThis, { setTimeout, setInterval, clearTimeout, clearInterval });
      AbortSignal.timeout = timeout;
    },
  };
}

export type Time = ReturnType<typeof createTime>;
