import { type AbsencePeriod, type AbsenceType, compareHalves, isRequest, isSettled } from "./absence.ts";
import { addDays, type Day, eachDay, type HalfDay, minutesOf, type Time } from "./calendar.ts";

/** Time off as it is asked of Personio: what a filled-in form comes to. */
export type TimeOff = {
  absenceTypeId: string;
  first: HalfDay;
  /** The last half day, inside; `null` leaves the end open. */
  last: HalfDay | null;
  /** Of types in hours: local times, both on `first.day`. */
  times?: { from: Time; to: Time };
  /** At most 2,000 characters. */
  comment?: string;
  /** A person's id. Some types need a substitute and some refuse one; Personio does not tell which. */
  substituteId?: string;
};

/** Which days, halves and times. */
export type TimeOffSpan = Pick<TimeOff, "first" | "last" | "times">;

/**
 * The first of `standing` that takes the same time. Halves that touch do not; two absences in hours only when their times do; hours
 * and half a day are left to Personio. An open end takes its first half day only: who is sick may still plan a vacation, and
 * what Personio makes of it is its own business. What was rejected takes no time.
 */
export function overlapping(span: TimeOffSpan, standing: readonly AbsencePeriod[]): AbsencePeriod | undefined {
  return standing.find((period) => (isSettled(period) || isRequest(period)) && doOverlap(span, period));
}

function doOverlap(a: TimeOffSpan, b: TimeOffSpan): boolean {
  const isApart = compareHalves(a.first, b.last ?? b.first) > 0 || compareHalves(b.first, a.last ?? a.first) > 0;
  if (isApart) return false;
  if (a.times && b.times)
    return a.first.day !== b.first.day || (a.times.from < b.times.to && b.times.from < a.times.to);
  const [hours, days] = a.times ? [a, b] : [b, a];
  if (!hours.times) return true;
  const { day } = hours.first;
  const isHalf =
    (days.first.day === day && days.first.half === "SECOND_HALF") ||
    (days.last?.day === day && days.last.half === "FIRST_HALF");
  return !isHalf;
}

export type Cost =
  /** Working days, half ones as 0.5, and the days inside that cost nothing. */
  { unit: "DAY"; days: number; free: Day[] } | { unit: "HOUR"; minutes: number };

/** What it costs; undefined when the end is open. */
export function costOf({ first, last, times }: TimeOffSpan, isFree: (day: Day) => boolean): Cost | undefined {
  if (last === null) return undefined;
  if (times) return { unit: "HOUR", minutes: minutesOf(times.to) - minutesOf(times.from) };
  const days = eachDay({ first: first.day, last: last.day });
  const half = (day: Day) =>
    (day === first.day && first.half === "SECOND_HALF" ? 0.5 : 0) +
    (day === last.day && last.half === "FIRST_HALF" ? 0.5 : 0);
  const worked = days.filter((day) => !isFree(day));
  return {
    unit: "DAY",
    days: worked.reduce((sum, day) => sum + 1 - half(day), 0),
    free: days.filter(isFree),
  };
}

/** The order in which types are offered: those that the person used most in the last year first, then by name. */
export function typesByUse(
  types: Iterable<AbsenceType>,
  own: readonly AbsencePeriod[],
  today: Day,
  locale: string,
): AbsenceType[] {
  const since = addDays(today, -365);
  const uses = new Map<string, number>();
  for (const { absenceTypeId, first } of own) {
    if (first.day >= since) uses.set(absenceTypeId, (uses.get(absenceTypeId) ?? 0) + 1);
  }
  const { compare } = new Intl.Collator(locale);
  return [...types].sort((a, b) => (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0) || compare(a.name, b.name));
}

/**
 * Whether Personio's period is what was asked for: of the same type, with the same beginning. Ends may read otherwise than they
 * were written (seen on real accounts), so they are not compared.
 */
export function isFoundAs(period: Pick<AbsencePeriod, "absenceTypeId" | "first" | "times">, timeOff: TimeOff): boolean {
  return (
    period.absenceTypeId === timeOff.absenceTypeId &&
    compareHalves(period.first, timeOff.first) === 0 &&
    period.times?.from === timeOff.times?.from
  );
}

/** Whether it has exactly the days, halves and times that were asked for. */
export function isAsAsked(period: TimeOffSpan & Pick<AbsencePeriod, "absenceTypeId">, timeOff: TimeOff): boolean {
  return period.absenceTypeId === timeOff.absenceTypeId && isSameSpan(period, timeOff);
}

/** Whether two have the same days, halves and times. */
export function isSameSpan(a: TimeOffSpan, b: TimeOffSpan): boolean {
  const isSameEnd = a.last === null || b.last === null ? a.last === b.last : compareHalves(a.last, b.last) === 0;
  return (
    compareHalves(a.first, b.first) === 0 && isSameEnd && a.times?.from === b.times?.from && a.times?.to === b.times?.to
  );
}
