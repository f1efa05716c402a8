import * as chrono from "chrono-node";
import { type Day, dayOf, daysBetween, type Span } from "./calendar.ts";
import { type Reference, RULES, type Rule, SHORT_RULES } from "./day-words.ts";

export type DayPhrase =
  /** `phrase` is what was read as days, `rest` what else was typed, trimmed. Without a `span` no days were named. */
  | { span: Span; phrase: string; rest: string }
  | { span?: undefined; rest: string }
  /** `no-such-day`: 30 February · `backwards`: ends before it begins · `too-long`: more than 366 days */
  | { problem: "no-such-day" | "backwards" | "too-long"; phrase: string };

/** Longer texts are no question about days, and no pattern gets to see them. */
const MOST_CHARACTERS = 200;
const MOST_DAYS = 366;

const NOT_BEFORE = "(?<![\\p{L}\\p{N}@.'-])";
const NOT_AFTER = "(?![\\p{L}\\p{N}@'])";
const TO = "(?: ?(?:-|\\.\\.) ?| (?:to|until|till|through|bis|bis zum) )";
const FROM = "(?:from|von|vom|ab|between|zwischen) ";
const UNTIL = "(?:until|till|bis|bis zum) ";

const any = (rules: readonly Rule[]) =>
  rules.map(({ source }) => `(?:${source.replace(/\((?!\?)/g, "(?:")})`).join("|");
const ANYWHERE = any(RULES);
const IN_RANGE = any([...RULES, ...SHORT_RULES]);

/** One end of "24.–28.12." and "24-28 Dec", which borrows the month from the other. */
const HALF_RANGE = new RegExp(
  `${NOT_BEFORE}(\\d{1,2})(?:\\.|st|nd|rd|th)? ?(?:-|bis|to) ?(\\d{1,2}\\.? ?(?:\\d{1,2}\\.(?: ?(?:\\d{4}|\\d{2}))?|[a-zä]{3,9}\\b\\.?(?: \\d{4})?))${NOT_AFTER}`,
  "iu",
);
/** "Dec 24-28": the last number borrows the month from the first. */
const MONTH_FIRST = new RegExp(
  `${NOT_BEFORE}([a-zä]{3,9})\\.? (\\d{1,2}) ?(?:-|to) ?(\\d{1,2})((?:,? \\d{4})?)${NOT_AFTER}`,
  "iu",
);
const RANGE = new RegExp(`${NOT_BEFORE}(?:${FROM})?(${IN_RANGE})${TO}(${IN_RANGE})${NOT_AFTER}`, "iu");
const OPEN_RANGE = new RegExp(`${NOT_BEFORE}${UNTIL}(${IN_RANGE})${NOT_AFTER}`, "iu");
const POINT = new RegExp(`${NOT_BEFORE}(${ANYWHERE})${NOT_AFTER}`, "iu");
const WHOLE = new RegExp(`^(?:on |am )?(${IN_RANGE})$`, "iu");

/** What joins a day to the rest of a sentence, and means nothing without it. */
const JOINS_BEFORE = /(?:^| )(?:on|am|at|in|im|for|für|fuer|from|ab|vom|von|during|the|den|der)$/i;
const JOINS_AFTER = /^(?:in|im|of|from|for|für|fuer|von|vom|aus|bei|at|on)(?= )/i;

/**
 * Finds the days that somebody typed, anywhere in a text, in English or German: "next week Design", "24.–28.12.", "Anna morgen".
 *
 * Weeks are Monday to Sunday. A weekday is the coming one, today included. A date without a year is at most 90 days ago, or else the
 * next of its kind; the end of a range follows its beginning. Names stay whole: short forms such as "Sun" or "Jan" count only
 * alone or as an end of a range.
 *
 * @param today the day on the asker's wall
 */
export function readDayPhrase(text: string, today: Day): DayPhrase {
  const typed = tidy(text);
  if (typed.length > MOST_CHARACTERS) return { rest: text.trim() };
  // Mentions and links are no words. Masked by as many spaces as they are long, so that places in the text stay the same.
  const masked = typed.replace(/<[^>]*>/g, (mention) => "\u0000".repeat(mention.length));
  const found = borrowed(masked, today) ?? range(masked, today) ?? point(masked, today) ?? free(masked, today);
  if (!found) return { rest: typed };
  const phrase = typed.slice(found.start, found.end);
  if (found.span === "no-such-day") return { problem: "no-such-day", phrase };
  if (found.span.last < found.span.first) return { problem: "backwards", phrase };
  if (daysBetween(found.span.first, found.span.last) + 1 > MOST_DAYS) return { problem: "too-long", phrase };
  return { span: found.span, phrase, rest: without(typed, found) };
}

type Found = { start: number; end: number; span: Span | "no-such-day" };

function borrowed(text: string, today: Day): Found | undefined {
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) {
    const [, month = "", first = "", last = "", year = ""] = monthFirst;
    const found = fromTo(`${month} ${first}${year}`, `${month} ${last}${year}`, today);
    if (found) return place(monthFirst, found);
  }
  const half = HALF_RANGE.exec(text);
  if (!half) return undefined;
  const [, first = "", end = ""] = half;
  const begin = end.replace(/^\d{1,2}/, first);
  const found = fromTo(begin, end, today);
  return found && place(half, found);
}

function range(text: string, today: Day): Found | undefined {
  const match = RANGE.exec(text);
  const found = match && fromTo(match[1] ?? "", match[2] ?? "", today);
  if (match && found) return place(match, found);
  const open = OPEN_RANGE.exec(text);
  if (!open) return undefined;
  const last = meaningOf(open[1] ?? "", { today, after: today });
  if (last === undefined) return undefined;
  return place(open, last === "no-such-day" ? last : { first: today, last: last.last });
}

function point(text: string, today: Day): Found | undefined {
  const match = WHOLE.exec(text) ?? POINT.exec(text);
  const span = match && meaningOf(match[1] ?? "", { today });
  return match && span ? place(match, span) : undefined;
}

function fromTo(from: string, to: string, today: Day): Span | "no-such-day" | undefined {
  const begin = meaningOf(from, { today });
  if (begin === undefined || begin === "no-such-day") return begin;
  const end = meaningOf(to, { today, after: begin.first });
  if (end === undefined || end === "no-such-day") return end;
  // "Dec 24 - Jan 2 2027": the year at the end stands for both.
  if (daysBetween(begin.first, end.last) + 1 > MOST_DAYS && !/\d{4}/.test(from)) {
    const earlier = dayOf(Number(end.last.slice(0, 4)), Number(begin.first.slice(5, 7)), Number(begin.first.slice(8)));
    if (earlier && earlier <= end.last) return { first: earlier, last: end.last };
  }
  return { first: begin.first, last: end.last };
}

function meaningOf(words: string, at: Reference): Span | "no-such-day" | undefined {
  for (const rule of [...RULES, ...SHORT_RULES]) {
    const match = new RegExp(`^(?:${rule.source})$`, "iu").exec(words.trim());
    const meaning = match ? rule.read(match.slice(1), at) : undefined;
    if (meaning) return meaning;
  }
  return undefined;
}

/** What our own rules do not know, as chrono reads it ("in a fortnight", "am ersten Dezember"): only whole dates, never times. */
function free(text: string, today: Day): Found | undefined {
  const [year = 0, month = 1, date = 1] = today.split("-").map(Number);
  const reference = { instant: new Date(Date.UTC(year, month - 1, date, 12)), timezone: 0 };
  for (const language of [chrono.en.GB, chrono.de.casual]) {
    for (const result of language.parse(text, reference, { forwardDate: true })) {
      const { start, end } = result;
      // A bare number or a bare name is no date, whatever it reminds chrono of.
      // Of weeks and months it makes a day.
      const isWhole =
        start.isCertain("day") &&
        start.isCertain("month") &&
        /\p{L}.*\s|\s.*\p{L}/u.test(result.text) &&
        !/week|woche|month|monat|year|jahr/i.test(result.text);
      const first = dayOf(start.get("year") ?? 0, start.get("month") ?? 0, start.get("day") ?? 0);
      const last = end ? dayOf(end.get("year") ?? 0, end.get("month") ?? 0, end.get("day") ?? 0) : first;
      if (isWhole && first && last) {
        return { start: result.index, end: result.index + result.text.length, span: { first, last } };
      }
    }
  }
  return undefined;
}

function place(match: RegExpExecArray, span: Span | "no-such-day"): Found {
  return { start: match.index, end: match.index + match[0].length, span };
}

function without(text: string, { start, end }: Found): string {
  const before = text.slice(0, start).trim().replace(JOINS_BEFORE, "");
  const after = text
    .slice(end)
    .trim()
    .replace(/^[,;:.] ?/, "");
  const rest = `${before} ${before === "" ? after.replace(JOINS_AFTER, "") : after}`;
  return rest.replace(/ +/g, " ").replace(/^[ ,;]+|[ ,;]+$/g, "");
}

/** One kind of space, dash and quotation mark, and no full-width forms. */
function tidy(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[“”„‟]/g, '"')
    .replace(/[’‘‚‛]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}
