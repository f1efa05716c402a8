import { type Day, daysBetween, type Span } from "./calendar.ts";
import { findDays } from "./day-places.ts";
import { findBorrowedRange, MOST_DAYS } from "./day-range.ts";
import { findFreeDate } from "./free-date.ts";
import { presentable, trimmed } from "./presentable.ts";

export type DayPhrase =
  /** `phrase` is what was read as days, `rest` what else was typed, trimmed. Without a `span` no days were named. */
  | { span: Span; phrase: string; rest: string }
  | { span?: undefined; rest: string }
  /** `no-such-day`: 30 February · `backwards`: ends before it begins · `too-long`: more than 366 days */
  | { problem: "no-such-day" | "backwards" | "too-long"; phrase: string };

/** Longer texts are no question about days, and no pattern gets to see them. */
export const MOST_CHARACTERS = 200;

/** Words that join a day to the rest of a sentence, and mean nothing without it. */
const JOINS_BEFORE = /(?:^| )(?:on|am|at|in|im|for|für|fuer|from|ab|vom|von|between|zwischen|during|the|den|der)$/i;
/** Not "von": it begins names. */
const JOINS_AFTER = /^(?:in|im|of|from|for|für|fuer|vom|aus|bei|at|on)(?= )/i;
/** Marks that were put around the days, on both sides of where they stood. */
const AROUND = /["'`*_~([] ?\0 ?["'`*_~)\]]/;

/**
 * Finds the days that somebody typed, anywhere in a text, in English or German: "next week Design", "24.–28.12.", "Anna morgen".
 *
 * Weeks are Monday to Sunday. A weekday is the coming one, today included; "next Friday" is that of next week, "last Friday" the
 * latest before today. A date without a year is at most 90 days ago, or else the next of its kind; `3/4` is the 3rd of April; the
 * end of a range follows its beginning. Names stay whole: short forms such as "Sun" or "Jan" count only
 * alone, as an end of a range, or where a number or "next" says that they are days.
 *
 * @param today the day on the asker's wall
 * @param options.isOfThePast what leaves open whether it is ahead is not: "Friday" is the latest one, and "April" over, unless it is this month
 */
export function readDayPhrase(text: string, today: Day, options: { isOfThePast?: boolean } = {}): DayPhrase {
  const typed = tidy(text);
  if (typed === "") return { rest: "" };
  if (typed.length > MOST_CHARACTERS) return { rest: text.trim() };
  // Mentions and links are no words. Masked by as many marks as they are long, so that places in the text stay the same; so does "İ",
  // the only letter that is longer when it is small.
  const masked = typed.replace(/<[^<>]*>/g, (mention) => "\0".repeat(mention.length));
  const words = masked.replace(/İ/g, "i").toLowerCase();
  const at = { today, ...options };
  const found = findBorrowedRange(words, at) ?? findDays(words, at) ?? findFreeDate(words, today);
  if (!found) return { rest: typed };
  const phrase = typed.slice(found.start, found.end);
  if (found.span === "no-such-day") return { problem: "no-such-day", phrase };
  if (found.span.last < found.span.first) return { problem: "backwards", phrase };
  if (daysBetween(found.span.first, found.span.last) + 1 > MOST_DAYS) return { problem: "too-long", phrase };
  return { span: found.span, phrase, rest: without(typed, found) };
}

function without(text: string, { start, end }: { start: number; end: number }): string {
  let before = text.slice(0, start).trim();
  while (JOINS_BEFORE.test(before)) before = before.replace(JOINS_BEFORE, "");
  const after = text.slice(end).trim();
  const rest = `${before}\0${before === "" ? after.replace(/^[,;:.] ?/, "").replace(JOINS_AFTER, "") : after}`;
  const joined = rest
    .replace(AROUND, " ")
    .replace(/ ?[-,;:]?\0[-,;:.?!]* ?/, " ")
    .replace(/ +/g, " ");
  return trimmed(joined, " ,;", " ,;?!");
}

/** One kind of space, dash and quotation mark, no full-width forms, and nothing invisible. */
function tidy(text: string): string {
  return presentable(text)
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[“”„‟]/g, '"')
    .replace(/[’‘‚‛]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}
