/** The words that phrases about days are made of, as pieces of regular expressions, in English and German. */

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

export const MONTH = MONTHS.join("|");
/** Without the short forms, which are names too. */
export const LONG_MONTH = MONTHS.flatMap((names) => names.split("|"))
  .filter((name) => name.length > 3 || name === "may" || name === "mai")
  .join("|");
export const WEEKDAY = WEEKDAYS.join("|");
export const SHORT_WEEKDAY = SHORT_WEEKDAYS.join("|");
const NUMBERS = [
  ...["one|a|ein|einer|einem|eine", "two|zwei", "three|drei", "four|vier", "five|fünf", "six|sechs"],
  ...["seven|sieben", "eight|acht", "nine|neun", "ten|zehn"],
];
export const COUNT = `\\d{1,2}|${NUMBERS.join("|")}`;
export const THIS = "this|diese[mnrs]?|aktuelle[mnrs]?";
/** Of a week the next one; of a weekday the very next. */
export const COMING = "coming|kommende[mnrs]?";
export const NEXT = `next|nächste[mnrs]?|naechste[mnrs]?|${COMING}`;
export const LAST = "last|past|previous|letzte[mnrs]?|vorige[mnrs]?|vergangene[mnrs]?";
const AFTER_NEXT = "übernächste[mnrs]?|uebernaechste[mnrs]?";
const BEFORE_LAST = "vorletzte[mnrs]?";
export const WHICH = `${THIS}|${NEXT}|${LAST}|${AFTER_NEXT}|${BEFORE_LAST}`;

/** 0 is January. */
export function monthIndex(name: string | undefined): number {
  return indexIn(MONTHS, name);
}

/** How many weeks or months "next", "last" … lead away from this one. */
export function turnsOf(which: string | undefined): number {
  const turns: [string, number][] = [
    [NEXT, 1],
    [LAST, -1],
    [AFTER_NEXT, 2],
    [BEFORE_LAST, -2],
  ];
  return turns.find(([words]) => new RegExp(`^(?:${words})$`, "i").test(which ?? ""))?.[1] ?? 0;
}

/** "3", "three", "drei" */
export function numberOf(word: string | undefined): number {
  return /^\d/.test(word ?? "") ? Number(word) : indexIn(NUMBERS, word) + 1;
}

/** 0 is Monday; -1: no weekday. */
export function weekdayIndex(name: string | undefined): number {
  return Math.max(indexIn(WEEKDAYS, name), indexIn(SHORT_WEEKDAYS, name));
}

/** Which of the `a|b|c` alternatives the word belongs to; -1: none. */
function indexIn(alternatives: readonly string[], word: string | undefined): number {
  return alternatives.findIndex((names) => names.split("|").includes(word?.toLowerCase() ?? ""));
}
