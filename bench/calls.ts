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

/** Beside its pages, an answer needs a token before them, then the names of those on the last one, then the contracts of those it shows. */
const CALLS_AROUND = 3;

/**
 * The time in milliseconds that nobody can do without who tells who is out.
 *
 * @param pages `inSequence`: of one list, each of which names the next; `all`: that are read, in one list or several
 * @param callMs of each call
 * @param pace calls a second that are allowed, once `burst` are used up
 */
export function floorOf(
  pages: { inSequence: number; all: number },
  callMs: number,
  pace: { rate: number; burst: number },
): number {
  const paced = (Math.max(0, pages.all - pace.burst) / pace.rate) * 1000;
  return CALLS_AROUND * callMs + Math.max(pages.inSequence * callMs, paced);
}
