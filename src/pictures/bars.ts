import { type Day, daysBetween, type HalfDay, type Span } from "../domain/calendar.ts";
import type { Line } from "../views/away.ts";

/** What a bar looks like. `out`: with its reason · `away`: without · `remote`: works elsewhere · `requested`: nobody has approved it. */
export const LOOKS = ["out", "away", "remote", "requested"] as const;
export type Look = (typeof LOOKS)[number];

/** From the half day `from` to the half day before `to`, counted from the first morning of the picture; `to` is infinite without an end. */
export type Stretch = { from: number; to: number };

/** Until this hour it is the morning that is taken, and from this one on the afternoon. */
const MORNING_UNTIL = "13:00";
const AFTERNOON_FROM = "12:00";

/** What is asked for looks like a request, whatever for; and what may not be told looks alike. */
export function lookOf({ seen }: Pick<Line, "seen">): Look {
  if (seen.requested) return "requested";
  if (seen.remote) return "remote";
  return seen.reason === null ? "away" : "out";
}

/** The half days that an absence takes. Hours take the halves of the day that they touch. */
export function stretchOf({ first, last, times }: Pick<Line, "first" | "last" | "times">, span: Span): Stretch {
  const begins = times && times.from >= AFTERNOON_FROM ? { ...first, half: "SECOND_HALF" as const } : first;
  const ends = last && times && times.to <= MORNING_UNTIL ? { ...last, half: "FIRST_HALF" as const } : last;
  const from = halfAt(begins, span.first);
  // Half an hour around noon touches both.
  const to = ends === null ? Number.POSITIVE_INFINITY : halfAt(ends, span.first) + 1;
  return to > from ? { from, to } : { from: to - 1, to: from + 1 };
}

function halfAt({ day, half }: HalfDay, from: Day): number {
  return 2 * daysBetween(from, day) + (half === "SECOND_HALF" ? 1 : 0);
}
