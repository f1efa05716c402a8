import { addDays, type Day, dayOf, monthOf, type Span, weekdayOf, weekOf } from "./calendar.ts";

/**
 * The words for days in English and German, and what each means on a given day. Every rule is a piece of a regular expression
 * without nested repetition, so that no text can make it slow.
 */
export type Rule = {
  source: string;
  /** `undefined`: these words are no day after all; `no-such-day`: they are one that no calendar has. */
  read: (groups: string[], at: Reference) => Span | "no-such-day" | undefined;
};

/** The day on which the words are said. `after`: the beginning of a range, of which they are the end. */
export type Reference = { today: Day; after?: Day };

/** How long ago a day without a year may be, before it is taken to be next year's. */
const LOOK_BACK_DAYS = 90;

const MONTHS = [
  "january|januar|jänner|jan",
  "february|februar|feb",
  "march|märz|maerz|mrz|mar",
  "april|apr",
  "may|mai",
  "june|juni|jun",
  "july|juli|jul",
  "august|aug",
  "september|sept|sep",
  "october|oktober|oct|okt",
  "november|nov",
  "december|dezember|dec|dez",
];
const WEEKDAYS = [
  "monday|montag",
  "tuesday|dienstag",
  "wednesday|mittwoch",
  "thursday|donnerstag",
  "friday|freitag",
  "saturday|samstag|sonnabend",
  "sunday|sonntag",
];
/** Also the beginnings of names (Mo, Sun, Di), so they count only where nothing else can be meant. */
const SHORT_WEEKDAYS = ["mon|mo", "tue|tues|di", "wed|mi", "thu|thur|thurs|do", "fri|fr", "sat|sa", "sun|so"];

const MONTH = MONTHS.join("|");
/** Without the short forms, which are names too. */
const LONG_MONTH = MONTHS.flatMap((names) => names.split("|"))
  .filter((name) => name.length > 3 || name === "may" || name === "mai")
  .join("|");
const WEEKDAY = WEEKDAYS.join("|");
const SHORT = SHORT_WEEKDAYS.join("|");
const NUMBERS = ["one|a|ein|einer|einem|eine", "two|zwei", "three|drei", "four|vier", "five|fünf", "six|sechs"];
const COUNT = `\\d{1,2}|${NUMBERS.join("|")}`;
const THIS = "this|diese[mnrs]?|aktuelle[mnrs]?";
const NEXT = "next|coming|nächste[mnrs]?|naechste[mnrs]?|kommende[mnrs]?";
const LAST = "last|past|previous|letzte[mnrs]?|vorige[mnrs]?|vergangene[mnrs]?";
const AFTER_NEXT = "übernächste[mnrs]?|uebernaechste[mnrs]?";
const BEFORE_LAST = "vorletzte[mnrs]?";
const WHICH = `${THIS}|${NEXT}|${LAST}|${AFTER_NEXT}|${BEFORE_LAST}`;
const YEAR = "\\d{4}|\\d{2}";

/** Words that count anywhere in a text. The longer come first where one begins another. */
export const RULES: Rule[] = [
  { source: "(\\d{4})-(\\d{1,2})-(\\d{1,2})", read: ([y = "", m, d], at) => oneDay(d, m, y, at) },
  {
    source: `(\\d{1,2})\\.\\s?(\\d{1,2})\\.(?:\\s?(${YEAR})(?!\\d|\\.))?`,
    read: ([d, m, y], at) => oneDay(d, m, y, at),
  },
  // Without the last dot it could be a version number, so what is no day is no mistake either.
  { source: "(\\d{1,2})\\.(\\d{1,2})(?![\\d.])", read: ([d, m], at) => unlessWrong(oneDay(d, m, undefined, at)) },
  {
    source: `(\\d{1,2})/(\\d{1,2})(?:/(${YEAR}))?(?![\\d/])`,
    // Day before month, as British and German readers expect it, unless only the American reading is a day.
    read: ([a, b, y], at) => (Number(b) > 12 && Number(a) <= 12 ? oneDay(b, a, y, at) : oneDay(a, b, y, at)),
  },
  {
    source: `(?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\.?\\s?(?:of )?(${MONTH})\\b\\.?(?:,? (\\d{4}))?`,
    read: ([d, m = "", y], at) => oneDay(d, `${indexIn(MONTHS, m) + 1}`, y, at),
  },
  {
    source: `(${MONTH})\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,? (\\d{4}))?`,
    read: ([m = "", d, y], at) => oneDay(d, `${indexIn(MONTHS, m) + 1}`, y, at),
  },
  {
    source: `(?:in |im )?(${MONTH})\\b\\.? (\\d{4})`,
    read: ([m = "", y]) => monthIn(indexIn(MONTHS, m) + 1, Number(y)),
  },
  // A month alone can be somebody's name (April, May, Jan): it needs "in", "this" or "next" before it.
  {
    source: `(?:in|im|this|next|diesen|nächsten) (${LONG_MONTH})`,
    read: ([m = ""], at) => wholeMonth(m, at),
  },
  { source: "day after tomorrow|übermorgen|uebermorgen", read: (_, at) => day(addDays(at.today, 2)) },
  { source: "day before yesterday|vorgestern", read: (_, at) => day(addDays(at.today, -2)) },
  { source: "today|heute", read: (_, at) => day(at.today) },
  { source: "tomorrow|morgen", read: (_, at) => day(addDays(at.today, 1)) },
  { source: "yesterday|gestern", read: (_, at) => day(addDays(at.today, -1)) },
  {
    source: `rest of (?:the|this) week|rest der woche`,
    read: (_, at) => ({ first: at.today, last: weekOf(at.today).last }),
  },
  { source: `(${WHICH})[ -](?:week|woche)(?![ -]?ends?)`, read: ([which], at) => weekFrom(at.today, turnsOf(which)) },
  {
    source: `(${WHICH}) (?:month|monats?)`,
    read: ([which], at) => {
      let month = monthOf(at.today);
      const turns = turnsOf(which);
      for (let turn = 0; turn < Math.abs(turns); turn++)
        month = monthOf(turns > 0 ? addDays(month.last, 1) : addDays(month.first, -1));
      return month;
    },
  },
  {
    source: `(?:(${WHICH}|the|am) )?(?:week-?end|wochenende)`,
    read: ([which], at) => {
      const week = weekFrom(at.today, turnsOf(which));
      return { first: addDays(week.first, 5), last: week.last };
    },
  },
  { source: `in (${COUNT}) (?:weeks?|wochen?)`, read: ([count], at) => weekFrom(at.today, numberOf(count)) },
  { source: `in (${COUNT}) (?:days?|tage?n?)`, read: ([count], at) => day(addDays(at.today, numberOf(count))) },
  {
    source: `(?:kw|cw|calendar week|kalenderwoche|week|woche) ?(\\d{1,2})(?:[ /](\\d{4}))?`,
    read: ([n, y], at) => weekNumber(Number(n), y, at),
  },
  {
    source: `(${WHICH}) (${WEEKDAY}|${SHORT})\\b`,
    read: ([which, name = ""], at) => {
      const index = indexIn(name.length > 5 ? WEEKDAYS : SHORT_WEEKDAYS, name);
      return day(addDays(weekFrom(at.today, turnsOf(which)).first, index));
    },
  },
  { source: `(${WEEKDAY})`, read: ([name = ""], at) => comingWeekday(indexIn(WEEKDAYS, name), at) },
];

/** Words that count only as a whole text, or as an end of a range: elsewhere they are names. */
export const SHORT_RULES: Rule[] = [
  { source: `(${SHORT})`, read: ([name = ""], at) => comingWeekday(indexIn(SHORT_WEEKDAYS, name), at) },
  {
    source: `(${LONG_MONTH})`,
    read: ([m = ""], at) => wholeMonth(m, at),
  },
];

function day(value: Day): Span {
  return { first: value, last: value };
}

function oneDay(
  d: string | undefined,
  m: string | undefined,
  y: string | undefined,
  at: Reference,
): Span | "no-such-day" {
  const numbers = [Number(m), Number(d)] as const;
  const found = y ? dayOf(Number(y.length === 2 ? `20${y}` : y), ...numbers) : nearest(...numbers, at);
  return found ? day(found) : "no-such-day";
}

/** The day of this date that is meant by somebody who names no year: at most three months ago, or else the next. */
function nearest(month: number, date: number, { today, after }: Reference): Day | undefined {
  const earliest = after ?? addDays(today, -LOOK_BACK_DAYS);
  const year = Number(earliest.slice(0, 4));
  // The 29th of February comes every eight years at the least.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const found = dayOf(year + ahead, month, date);
    if (found && found >= earliest) return found;
  }
  return undefined;
}

function monthIn(month: number, year: number): Span | "no-such-day" {
  const first = dayOf(year, month, 1);
  return first ? monthOf(first) : "no-such-day";
}

function wholeMonth(name: string, at: Reference): Span | undefined {
  const first = nearest(indexIn(MONTHS, name) + 1, 1, { ...at, today: monthOf(at.today).first });
  return first && monthOf(first);
}

function weekFrom(today: Day, turns: number): Span {
  return weekOf(addDays(today, 7 * turns));
}

/** ISO week `n`: of the year that is named, else the nearest. The 4th of January is always in the first. */
function weekNumber(n: number, y: string | undefined, at: Reference): Span | "no-such-day" {
  const year = Number(y ?? at.today.slice(0, 4));
  const inYear = (candidate: number) => weekFrom(`${candidate}-01-04` as Day, n - 1);
  const week = inYear(year);
  // A week belongs to the year of its Thursday.
  if (addDays(week.first, 3).slice(0, 4) !== `${year}`) return "no-such-day";
  return y === undefined && week.last < addDays(at.today, -LOOK_BACK_DAYS) ? inYear(year + 1) : week;
}

/** The next day of that name, today included; as the end of a range, the first from its beginning on. */
function comingWeekday(index: number, { today, after }: Reference): Span {
  const from = after ?? today;
  return day(addDays(from, (index + 8 - weekdayOf(from)) % 7));
}

function turnsOf(which: string | undefined): number {
  const turns: [string, number][] = [
    [NEXT, 1],
    [LAST, -1],
    [AFTER_NEXT, 2],
    [BEFORE_LAST, -2],
  ];
  return turns.find(([words]) => new RegExp(`^(?:${words})$`, "i").test(which ?? ""))?.[1] ?? 0;
}

function numberOf(word: string | undefined): number {
  return /^\d/.test(word ?? "") ? Number(word) : indexIn(NUMBERS, word ?? "") + 1;
}

/** Which of the `a|b|c` alternatives the word belongs to. */
function indexIn(alternatives: readonly string[], word: string): number {
  return alternatives.findIndex((names) => names.split("|").includes(word.toLowerCase()));
}

function unlessWrong(span: Span | "no-such-day"): Span | undefined {
  return span === "no-such-day" ? undefined : span;
}
