import { compareHalves } from "../domain/absence.ts";
import { addDays, type HalfDay, type Moment, type Time, toDay } from "../domain/calendar.ts";

/** One end of an absence as Personio spells it. */
export type WireEnd = { date_time: string; type: string | undefined };
export type Unit = "DAY" | "HOUR";
/** From the first half day to the last, both inside. */
export type AbsenceSpan = { first: HalfDay; last: HalfDay | null; times?: { from: Time; to: Time } };

/** From 2200 on: what some write for "no end". */
const FAR_FUTURE = /^(?:2[2-9]|[3-9]\d)\d\d-/;
const MIDNIGHT: Time = "00:00";
const LAST_MINUTE: Time = "23:59";

/**
 * The date and time in Personio's text, e.g. `2026-07-06T09:00:00` or `….000`. It is what a wall shows where the person works: a `Z`
 * or an offset, which ought not to be there, changes nothing, and no zone or clock is asked.
 *
 * @returns `undefined` when it is neither a date nor a date with a time
 */
export function readLocal(text: string): Moment | undefined {
  const match =
    /^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i.exec(
      text.trim(),
    );
  const day = toDay(match?.[1] ?? "");
  return day && { day, time: (match?.[2] ?? MIDNIGHT) as Time };
}

/**
 * Personio's start and end as an inclusive span.
 *
 * - In days, the end is the midnight **after** the last day (seen on real accounts, documented nowhere). One that equals the start
 *   is taken as that day, in case somebody's Personio sends the last day itself. A time that is not midnight is on the last day.
 * - `FIRST_HALF` at the start and `SECOND_HALF` at the end are Personio's defaults and mean whole days, as does nothing.
 * - In hours, both ends are real times. From midnight to midnight (or to 23:59, since Personio refuses midnight as an end in its
 *   forms) is whole days, without `times`. Any other end at midnight belongs to the day before, as 23:59, so that nobody seems
 *   to be away on a day of which they miss nothing.
 * - Open-ended hours have no `times`, for there is no end to tell.
 *
 * @param unit of the absence type; `undefined` when the type is not known: then it is hours if either end has a time
 * @returns `undefined` for what is no date, or ends before it begins
 */
export function readSpan(start: WireEnd, end: WireEnd | null, unit: Unit | undefined): AbsenceSpan | undefined {
  const from = readLocal(start.date_time);
  if (!from) return undefined;
  const first: HalfDay = { day: from.day, half: start.type === "SECOND_HALF" ? "SECOND_HALF" : "FIRST_HALF" };
  if (!end || FAR_FUTURE.test(end.date_time)) return { first, last: null };
  const to = readLocal(end.date_time);
  if (!to || to.day < from.day) return undefined;

  const endsAtMidnight = to.time === MIDNIGHT;
  const lastDay = endsAtMidnight && to.day > from.day ? addDays(to.day, -1) : to.day;
  const last: HalfDay = { day: lastDay, half: end.type === "FIRST_HALF" ? "FIRST_HALF" : "SECOND_HALF" };

  const isWholeDays = from.time === MIDNIGHT && (endsAtMidnight || to.time === LAST_MINUTE);
  if (unit === "DAY" || isWholeDays) {
    return compareHalves(first, last) > 0 ? undefined : { first, last };
  }
  if (to.day === from.day && to.time < from.time) return undefined;
  return { first, last, times: { from: from.time, to: endsAtMidnight ? LAST_MINUTE : to.time } };
}

/**
 * The other way: on writing, the end in days is midnight **of** the last day, with its half. Local text, without a zone, since
 * a `Z` shifts what is written.
 */
export function writeSpan({ first, last, times }: AbsenceSpan) {
  const end = (half: HalfDay, time: Time | undefined) => ({
    date_time: `${half.day}T${time ?? MIDNIGHT}:00`,
    // Halves are for days; real times speak for themselves.
    ...(!times && { type: half.half }),
  });
  return { starts_from: end(first, times?.from), ends_at: last && end(last, times?.to) };
}
