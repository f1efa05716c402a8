import { addDays, weekOf } from "./calendar.ts";
import {
  comingWeekday,
  date,
  day,
  daysFrom,
  type Meaning,
  month,
  monthFrom,
  type Reference,
  weekFrom,
  weekNumber,
} from "./day-meaning.ts";
import {
  COMING,
  COUNT,
  LAST,
  LONG_MONTH,
  MONTH,
  monthIndex,
  NEXT,
  numberOf,
  SHORT_WEEKDAY,
  THIS,
  turnsOf,
  WEEKDAY,
  WHICH,
  weekdayIndex,
} from "./day-words.ts";

/**
 * How days are put in words, in English and German, and what each way means on a given day. Every rule is a piece of a regular
 * expression for text in lower case, without nested repetition, so that no text can make it slow.
 */
export type Rule = {
  source: string;
  /** `undefined`: these words are no day after all. */
  read: (groups: string[], at: Reference) => Meaning | undefined;
};

const YEAR = "\\d{4}|\\d{2}";

/** "Thu, 24 Dec": the date says more than its weekday. */
export const WEEKDAY_BEFORE_DATE = `(?:(?:${WEEKDAY}|${SHORT_WEEKDAY})\\.?,? (?:the |den )?)?`;

const WEEKS: Rule[] = [
  { source: `(${WHICH})[ -](?:week|woche)(?![ -]?ends?)`, read: ([which], at) => weekFrom(at.today, turnsOf(which)) },
  { source: `in (${COUNT}) (?:weeks?|wochen?)`, read: ([count], at) => weekFrom(at.today, numberOf(count)) },
  {
    source: `(?:kw|cw|calendar week|kalenderwoche|week|woche) ?(\\d{1,2})(?:[ /](\\d{4}))?`,
    read: ([n, y], at) => weekNumber(Number(n), y, at),
  },
];
const A_WEEK = anyOf(WEEKS);

/** Words that count anywhere in a text. The longer come first where one begins another. */
export const RULES: Rule[] = [
  { source: `${WEEKDAY_BEFORE_DATE}(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})`, read: ([y, m, d], at) => date(d, m, y, at) },
  {
    source: `${WEEKDAY_BEFORE_DATE}(\\d{1,2})\\.\\s?(\\d{1,2})\\.(?:\\s?(${YEAR})(?!\\d|\\.))?`,
    read: ([d, m, y], at) => date(d, m, y, at),
  },
  // Without the last dot it could be a version number, so what is no day is no mistake either.
  { source: "(\\d{1,2})\\.(\\d{1,2})(?![\\d.])", read: ([d, m], at) => unlessWrong(date(d, m, undefined, at)) },
  {
    source: `${WEEKDAY_BEFORE_DATE}(\\d{1,2})/(\\d{1,2})(?:/(${YEAR}))?(?![\\d/])`,
    // Day before month, as British and German readers expect it, unless only the American reading is a day.
    read: ([a, b, y], at) => {
      if (Number(b) <= 12) return date(a, b, y, at);
      return Number(a) <= 12 ? date(b, a, y, at) : undefined;
    },
  },
  {
    source: `${WEEKDAY_BEFORE_DATE}(?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\.?\\s?(?:of )?(${MONTH})\\b\\.?(?:,? (\\d{4}))?`,
    read: ([d, m, y], at) => date(d, monthIndex(m) + 1, y, at),
  },
  {
    source: `${WEEKDAY_BEFORE_DATE}(${MONTH})\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,? (\\d{4}))?`,
    read: ([m, d, y], at) => date(d, monthIndex(m) + 1, y, at),
  },
  // A month alone can be somebody's name (April, May, Jan): it needs a year behind it, or "in", "this" or "next" before it.
  { source: `(?:in |im )?(${MONTH})\\b\\.? (\\d{4})`, read: ([m, y], at) => month(monthIndex(m) + 1, y, at) },
  {
    source: `(?:in|im|${THIS}|${NEXT}) (${MONTH})`,
    read: ([m], at) => month(monthIndex(m) + 1, undefined, at),
  },
  { source: "day after tomorrow|übermorgen|uebermorgen", read: (_, at) => day(addDays(at.today, 2)) },
  { source: "day before yesterday|vorgestern", read: (_, at) => day(addDays(at.today, -2)) },
  { source: "today|heute", read: (_, at) => day(at.today) },
  { source: "tomorrow|morgen", read: (_, at) => day(addDays(at.today, 1)) },
  { source: "yesterday|gestern", read: (_, at) => day(addDays(at.today, -1)) },
  {
    source: "rest (?:of |of the |of this |der |dieser )(?:week|woche)",
    read: (_, at) => ({ first: at.today, last: weekOf(at.today).last }),
  },
  ...WEEKS,
  { source: `(${WHICH}) (?:month|monats?)`, read: ([which], at) => monthFrom(at.today, turnsOf(which)) },
  {
    source: `(?:(?:the|am|${COMING}|(${WHICH})) )?(?:week-?end|wochenende)`,
    read: ([which], at) => {
      const week = weekFrom(at.today, turnsOf(which));
      return { first: addDays(week.first, 5), last: week.last };
    },
  },
  {
    // Whether today is among "the next three days" is anybody's guess: it is, and so are three more.
    source: `(?:the |die |den )?(${NEXT}|${LAST}) (${COUNT}) (?:(weeks?|wochen?)|days?|tagen?)`,
    read: ([which, count, weeks], at) => daysFrom(at.today, turnsOf(which) * numberOf(count) * (weeks ? 7 : 1)),
  },
  { source: `in (${COUNT}) (?:days?|tagen?)`, read: ([count], at) => day(addDays(at.today, numberOf(count))) },
  {
    source: `(?:${COMING}) (${WEEKDAY}|${SHORT_WEEKDAY})\\b`,
    read: ([name], at) => comingWeekday(weekdayIndex(name), { today: addDays(at.today, 1) }),
  },
  {
    source: `(${WHICH}) (${WEEKDAY}|${SHORT_WEEKDAY})\\b`,
    // "Last Friday" may be yesterday; "next Friday" is the Friday of next week.
    read: ([which, name], at) => {
      const from = addDays(at.today, 7 * turnsOf(which));
      return comingWeekday(weekdayIndex(name), { today: from < at.today ? from : weekOf(from).first });
    },
  },
  { source: `(${WEEKDAY})`, read: ([name], at) => comingWeekday(weekdayIndex(name), at) },
];

/** Words that count only as a whole text, or as an end of a range: elsewhere they are names. */
export const SHORT_RULES: Rule[] = [
  { source: `(${SHORT_WEEKDAY})`, read: ([name], at) => comingWeekday(weekdayIndex(name), at) },
  { source: `(${LONG_MONTH})`, read: ([m], at) => month(monthIndex(m) + 1, undefined, at) },
];

/** What two such phrases mean when they stand together: "Monday next week", "KW 49, Freitag". */
export const DAY_IN_WEEK: Rule[] = dayInWeek(WEEKDAY);
export const SHORT_DAY_IN_WEEK: Rule[] = dayInWeek(SHORT_WEEKDAY);
export const EVERY_RULE: Rule[] = [...RULES, ...DAY_IN_WEEK, ...SHORT_DAY_IN_WEEK, ...SHORT_RULES];

/** A pattern for all places in a text, in lower case, where such words stand by themselves. */
export function standing(words: string | readonly Rule[]): RegExp {
  const source = typeof words === "string" ? words : anyOf(words);
  return new RegExp(`(?<![\\p{L}\\p{N}@/])(?<!\\p{L}')(?:${source})(?![\\p{L}\\p{N}@])(?!'\\p{L})`, "gu");
}

/** One expression for all rules, without groups of its own. */
function anyOf(rules: readonly Rule[]): string {
  return rules.map(({ source }) => `(?:${source.replace(/\((?!\?)/g, "(?:")})`).join("|");
}

/** What these words, in lower case, mean by the first of the rules that fits all of them. */
export function meaningOf(words: string, at: Reference, rules: readonly Rule[]): Meaning | undefined {
  for (const rule of rules) {
    const match = new RegExp(`^(?:${rule.source})$`).exec(words);
    const meaning = match ? rule.read(match.slice(1), at) : undefined;
    if (meaning) return meaning;
  }
  return undefined;
}

function dayInWeek(weekday: string): Rule[] {
  const read = (week = "", name = "", at: Reference) => {
    const found = meaningOf(week, at, WEEKS);
    return typeof found === "object" ? day(addDays(found.first, weekdayIndex(name))) : found;
  };
  return [
    {
      source: `(${weekday}) (?:in |of |in der |der |den )?(${A_WEEK})`,
      read: ([name, week], at) => read(week, name, at),
    },
    { source: `(${A_WEEK}),? (?:on |am )?(${weekday})`, read: ([week, name], at) => read(week, name, at) },
  ];
}

function unlessWrong(meaning: Meaning): Meaning | undefined {
  return meaning === "no-such-day" ? undefined : meaning;
}
