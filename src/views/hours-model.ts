import type { Hours } from "../domain/attendance.ts";
import type { Day, Moment, Span } from "../domain/calendar.ts";
import type { Target } from "../domain/target-hours.ts";

/** Whose hours, by Personio's id; the asker's, without one. */
export type HoursQuestion = { span: Span; personId?: string };

export type HoursModel = {
  question: HoursQuestion;
  today: Day;
  /** Whose they are; undefined: the reader's. */
  name?: string;
  hours: Hours;
  /** Undefined where it is not known. */
  target?: Target;
  /** When Personio was last asked, where it does not answer now. */
  asOf?: Moment;
};

/** Nothing is in Personio, not even what does not count. */
export function isEmpty({ days, forgotten, rejected }: Hours): boolean {
  return days.length === 0 && forgotten.length === 0 && rejected === 0;
}

export function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
