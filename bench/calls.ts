import type { Call } from "./personio.ts";

/** How many calls at most were made one after the other, each when the one before had been answered. */
export function longestChain(calls: readonly Call[]): number {
  let chain = 0;
  let free = Number.NEGATIVE_INFINITY;
  // Whichever ends first leaves the most room for others.
  for (const { begun, ended } of calls.toSorted((a, b) => a.ended - b.ended)) {
    if (begun < free) continue;
    chain += 1;
    free = ended;
  }
  return chain;
}

/**
 * The time in milliseconds that nobody can do without: the token, the pages of a list one after the other, since each names the next, and
 * the names of those on the last one.
 *
 * @param callMs of each call
 * @param rate calls a second that are allowed, once `burst` are used up
 */
export function floorOf(pages: number, callMs: number, { rate, burst }: { rate: number; burst: number }): number {
  const chain = pages * callMs;
  const paced = (Math.max(0, pages - burst) / rate) * 1000;
  return callMs + Math.max(chain, paced) + callMs;
}
