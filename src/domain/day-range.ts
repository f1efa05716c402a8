import { addDays, type Day, dayOf, daysBetween, weekdayOf } from "./calendar.ts";
import type { Meaning, Reference } from "./day-meaning.ts";
import { EVERY_RULE, meaningOf, standing, WEEKDAY_BEFORE_DATE } from "./day-rules.ts";
import { weekdayIndex } from "./day-words.ts";

/** The longest span that is read, in days. */
export const MOST_DAYS = 366;

const NTH = "(?:\\.|st|nd|rd|th)?";
const DASH = " ?(?:-|bis|to) ?";
const MONTH_AND_YEAR = "(?:\\d{1,2}\\.(?: ?(?:\\d{4}|\\d{2}))?|\\d{1,2}|[a-zä]{3,9}\\b\\.?(?: \\d{4})?)";

/** "24.–28.12.", "24-28 Dec", "Mon 23 – Fri 27 Nov": the first number borrows the month from the last. */
const MONTH_LAST = standing(
  `(?<![-.])${WEEKDAY_BEFORE_DATE}(\\d{1,2})${NTH}${DASH}${WEEKDAY_BEFORE_DATE}(\\d{1,2})(${NTH} ?${MONTH_AND_YEAR})`,
);
/** "Dec 24-28", "KW 47-49": the last number borrows from the first. */
const MONTH_FIRST = standing(
  `(?<![-.])${WEEKDAY_BEFORE_DATE}([a-zä]{2,9})\\.? ?(\\d{1,2})${NTH}${DASH}(\\d{1,2})${NTH}((?:,? \\d{4})?)`,
);

/** Finds ranges whose ends share a month or the word "week". `text` is in lower case. */
export function findBorrowedRange(
  text: string,
  at: Reference,
): { start: number; end: number; span: Meaning } | undefined {
  for (const pattern of [MONTH_FIRST, MONTH_LAST]) {
    for (const match of text.matchAll(pattern)) {
      const groups = match.slice(1).map((group) => group ?? "");
      const span = pattern === MONTH_FIRST ? monthFirst(groups, at) : monthLast(groups, at);
      if (span) return { start: match.index, end: match.index + match[0].length, span };
    }
  }
  return undefined;
}

function monthFirst([name = "", first = "", last = "", year = ""]: string[], at: Reference): Meaning | undefined {
  return inOneMonth(fromTo(`${name} ${first}${year}`, `${name} ${last}${year}`, at), first, last);
}

function monthLast([first = "", last = "", month = ""]: string[], at: Reference): Meaning | undefined {
  return inOneMonth(fromTo(`${first}${month}`, `${last}${month}`, at), first, last);
}

/** "28.–24.12." is a slip: a month that is borrowed is the same month, not that of the next year. */
function inOneMonth(span: Meaning | undefined, first: string, last: string): Meaning | undefined {
  if (typeof span !== "object" || Number(first) <= Number(last)) return span;
  if (span.first.slice(5, 7) !== span.last.slice(5, 7)) return span;
  return { first: span.first, last: `${span.first.slice(0, 8)}${span.last.slice(8)}` as Day };
}

/** From the beginning of what one phrase means to the end of what the other means; the end may precede the beginning. */
export function fromTo(from: string, to: string, at: Reference): Meaning | undefined {
  const begin = meaningOf(from, at, EVERY_RULE);
  if (begin === undefined || begin === "no-such-day") return begin;
  const end = meaningOf(to, { ...at, after: begin.first }, EVERY_RULE);
  if (end === undefined || end === "no-such-day") return end;
  // "Monday to Friday next week": the week at the end stands for both.
  const weekday = weekdayIndex(from);
  if (weekday >= 0 && weekdayIndex(to) < 0 && weekdayIndex(to.split(" ")[0]) >= 0)
    return { first: addDays(end.last, -((weekdayOf(end.last) + 6 - weekday) % 7)), last: end.last };
  // "Dec 24 - Jan 2 2027": the year at the end stands for both.
  if (daysBetween(begin.first, end.last) + 1 > MOST_DAYS && !/\d{4}/.test(from)) {
    const earlier = dayOf(Number(end.last.slice(0, 4)), Number(begin.first.slice(5, 7)), Number(begin.first.slice(8)));
    if (earlier && earlier <= end.last) return { first: earlier, last: end.last };
  }
  return { first: begin.first, last: end.last };
}
