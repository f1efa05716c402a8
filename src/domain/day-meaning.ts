import { addDays, type Day, dayOf, monthOf, type Span, weekdayOf, weekOf } from "./calendar.ts";

/**
 * The day on which words are said. `after`: the beginning of a range, of which they are the end; `isOfThePast`: what leaves open whether it
 * is ahead ("Friday", "April") is not.
 */
export type Reference = { today: Day; after?: Day; isOfThePast?: boolean };

/** What words for days come to; `no-such-day` is a date that no calendar has (30 February). */
export type Meaning = Span | "no-such-day";

/** How long ago a day without a year may be, before it is taken to be next year's. */
const LOOK_BACK_DAYS = 90;
/** Where only the past is meant: a year, so that a date of today is today's. */
const A_YEAR_BACK_DAYS = 364;

export function day(value: Day): Span {
  return { first: value, last: value };
}

/** A date from its numbers as typed; a year of two digits is of this century, and without one it is the nearest. */
export function date(
  d: string | undefined,
  m: number | string | undefined,
  y: string | undefined,
  at: Reference,
): Meaning {
  const numbers = [Number(m), Number(d)] as const;
  const found = y ? dayOf(Number(y.length === 2 ? `20${y}` : y), ...numbers) : nearest(...numbers, at);
  return found ? day(found) : "no-such-day";
}

/** The whole month (1–12) of a year, else the nearest of its name. */
export function month(number: number, y: string | undefined, at: Reference): Meaning {
  const { today, after } = at;
  // Counted from the first of a month, so that the month of today or of a beginning is not already over.
  const from = { ...at, today: monthOf(today).first, ...(after && { after: monthOf(after).first }) };
  const first = y ? dayOf(Number(y), number, 1) : nearest(number, 1, from);
  return first ? monthOf(first) : "no-such-day";
}

/** The month that is `turns` after this one. */
export function monthFrom(today: Day, turns: number): Span {
  let found = monthOf(today);
  for (let turn = 0; turn < Math.abs(turns); turn++)
    found = monthOf(turns > 0 ? addDays(found.last, 1) : addDays(found.first, -1));
  return found;
}

/** The week, Monday to Sunday, that is `turns` after this one. */
export function weekFrom(today: Day, turns: number): Span {
  return weekOf(addDays(today, 7 * turns));
}

/** ISO week `n` of a year, else the nearest of its number. */
export function weekNumber(n: number, y: string | undefined, at: Reference): Meaning {
  const year = Number(y ?? earliest(at).slice(0, 4));
  for (const candidate of y ? [year] : [year - 1, year, year + 1]) {
    // The 4th of January is always in the first week, and a week belongs to the year of its Thursday.
    const fourth = dayOf(candidate, 1, 4);
    if (!fourth) continue;
    const week = weekFrom(fourth, n - 1);
    const exists = addDays(week.first, 3).startsWith(`${candidate}-`);
    if (exists && (y || week.last >= earliest(at))) return week;
  }
  return "no-such-day";
}

/** From today to the day that is `days` away, in order. */
export function daysFrom(today: Day, days: number): Span {
  const other = addDays(today, days);
  return days < 0 ? { first: other, last: today } : { first: today, last: other };
}

/** The next such weekday (0 is Monday), or the latest where the past is meant, today included; as the end of a range, the first from its beginning on. */
export function comingWeekday(index: number, { today, after, isOfThePast = false }: Reference): Span {
  const from = after ?? (isOfThePast ? addDays(today, -6) : today);
  return day(addDays(from, (index + 8 - weekdayOf(from)) % 7));
}

/** The day of this date that is meant by somebody who names no year: at most three months ago (or a year), or else the next. */
function nearest(monthNumber: number, dayNumber: number, at: Reference): Day | undefined {
  const from = earliest(at);
  // The 29th of February comes every eight years at the least.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const found = dayOf(Number(from.slice(0, 4)) + ahead, monthNumber, dayNumber);
    if (found && found >= from) return found;
  }
  return undefined;
}

function earliest({ today, after, isOfThePast = false }: Reference): Day {
  return after ?? addDays(today, -(isOfThePast ? A_YEAR_BACK_DAYS : LOOK_BACK_DAYS));
}
