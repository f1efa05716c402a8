import { TZDate } from "@date-fns/tz";

/**
 * Days as people and Personio mean them: dates on a wall, without a zone.
 *
 * A `Day` is its ISO text, so days sort and compare as strings (`"2026-11-23" < "2026-11-24"`), and Slack's date pickers and
 * Personio's dates are the same text. Nothing here reads a clock: what the wall shows is asked for with `wallClock(now, zone)`.
 */

/** A date, `YYYY-MM-DD`. Only `toDay` makes one from foreign text. */
export type Day = `${number}-${number}-${number}`;

/** A time of day, `HH:MM` in 24 hours. */
export type Time = `${number}:${number}`;

/** What a wall shows, without a zone. */
export type Moment = { day: Day; time: Time };

/** Personio's own words for the two halves of a working day. */
export type Half = "FIRST_HALF" | "SECOND_HALF";

/** Half a day: `FIRST_HALF` is the morning, `SECOND_HALF` the afternoon. */
export type HalfDay = { day: Day; half: Half };

/** Days from `first` to `last`, both inside; `first <= last`. */
export type Span = { first: Day; last: Day };

/** What the time is. Handed down from the composition root; read once per request. */
export type Clock = () => Date;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `YYYY-MM-DD`; undefined for what is no date of the calendar (30 February), or outside of 1900 to 2199. */
export function toDay(text: string): Day | undefined {
  const [, year, month, day] = DAY.exec(text) ?? [];
  return year && month && day ? dayOf(Number(year), Number(month), Number(day)) : undefined;
}

/** A day from its numbers (month 1–12); undefined when there is no such day. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  if (year < 1900 || year > 2199) return undefined;
  const utc = new Date(Date.UTC(year, month - 1, day));
  const exists = utc.getUTCFullYear() === year && utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day;
  return exists ? isoOf(utc) : undefined;
}

/** Minutes since midnight. */
export function minutesOf(time: Time): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Of a zone: how its wall writes, and what it showed last, in which minute since the epoch. */
type Wall = { format: Intl.DateTimeFormat; minute?: number; shown?: Moment };

/** In lower case, so that there are never more than zones. To make one takes a third of a millisecond, which adds up for thousands of people. */
const walls = new Map<string, Wall>();
/** Swedish writes dates and times as we do: "2026-11-23 09:00". */
const ON_A_WALL = { dateStyle: "short", timeStyle: "short" } as const;

/** @throws RangeError where this machine knows no such zone */
function wallOf(zone: string): Wall {
  const key = zone.toLowerCase();
  const wall = walls.get(key) ?? { format: new Intl.DateTimeFormat("sv-SE", { ...ON_A_WALL, timeZone: zone }) };
  walls.set(key, wall);
  return wall;
}

/** Whether this machine knows an IANA zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    wallOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What the wall shows at this instant, in an IANA zone. */
export function wallClock(now: Date, zone: string): Moment {
  const wall = wallOf(zone);
  // One answer looks at the same wall five times, a round once for each digest. Zones have been whole minutes apart since 1972.
  const minute = Math.floor(now.getTime() / 60_000);
  if (wall.shown && wall.minute === minute) return wall.shown;
  const [day, time] = wall.format.format(now).split(" ");
  wall.minute = minute;
  wall.shown = { day: day as Day, time: time as Time };
  return wall.shown;
}

/** The instant at which the wall of an IANA zone shows this. What a clock leaves out in spring is the same time of the hour after. */
export function instantAt({ day, time }: Moment, zone: string): Date {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Date(new TZDate(year, month - 1, date, hours, minutes, zone).getTime());
}

export function addDays(day: Day, days: number): Day {
  const utc = utcOf(day);
  utc.setUTCDate(utc.getUTCDate() + days);
  return isoOf(utc);
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return (utcOf(b).getTime() - utcOf(a).getTime()) / 86_400_000;
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(day: Day): number {
  return utcOf(day).getUTCDay() || 7;
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) > 5;
}

/** Monday to Sunday. */
export function weekOf(day: Day): Span {
  const first = addDays(day, 1 - weekdayOf(day));
  return { first, last: addDays(first, 6) };
}

/** The whole month. */
export function monthOf(day: Day): Span {
  const utc = utcOf(day);
  const last = new Date(Date.UTC(utc.getUTCFullYear(), utc.getUTCMonth() + 1, 0));
  return { first: isoOf(new Date(Date.UTC(utc.getUTCFullYear(), utc.getUTCMonth(), 1))), last: isoOf(last) };
}

export function eachDay(span: Span): Day[] {
  const count = Math.max(0, daysBetween(span.first, span.last) + 1);
  return Array.from({ length: count }, (_, index) => addDays(span.first, index));
}

/** Farther than any run of free days. */
const LONGEST_BREAK_DAYS = 400;

/** The first day after `after` that is not free. */
export function nextWorkday(after: Day, isFree: (day: Day) => boolean): Day {
  let day = addDays(after, 1);
  for (let tried = 0; isFree(day) && tried < LONGEST_BREAK_DAYS; tried++) day = addDays(day, 1);
  return day;
}

/** The last day up to `until`, it included, that is not free. */
export function lastWorkday(until: Day, isFree: (day: Day) => boolean): Day {
  let day = until;
  for (let tried = 0; isFree(day) && tried < LONGEST_BREAK_DAYS; tried++) day = addDays(day, -1);
  return day;
}

/** "Mon 23 Nov" (`en-GB`), "Mo., 23. Nov." (`de-DE`); with the year unless it is that of `today`. */
export function dayText(day: Day, { locale, today }: { locale: string; today: Day | undefined }): string {
  return write(day, locale, today !== undefined && today.slice(0, 4) === day.slice(0, 4) ? "day" : "dayOfYear");
}

/** "Mon 23 – Wed 25 Nov", "Mon 30 Nov – Wed 2 Dec", "Thu 24 Dec 2026 – Sat 2 Jan 2027"; one day is its `dayText`. */
export function spanText({ first, last }: Span, options: { locale: string; today: Day | undefined }): string {
  if (first === last) return dayText(first, options);
  const isSameYear = first.slice(0, 4) === last.slice(0, 4);
  const start =
    first.slice(0, 7) === last.slice(0, 7)
      ? weekdayText(first, options)
      : dayText(first, isSameYear ? { ...options, today: first } : { ...options, today: undefined });
  return `${start} – ${dayText(last, isSameYear ? options : { ...options, today: undefined })}`;
}

/** "Mon 23" */
export function weekdayText(day: Day, { locale }: { locale: string }): string {
  return write(day, locale, "weekday");
}

/** Days without their weekdays, short enough for a button: "7 – 13 Dec". Each Node puts other spaces around the dash. */
export function rangeText({ first, last }: Span, { locale }: { locale: string }): string {
  return formatOf(locale, "dayOfMonth")
    .formatRange(utcOf(first), utcOf(last))
    .replace(/\s?–\s?/, " – ");
}

/** "November 2026" */
export function monthText(day: Day, { locale }: { locale: string }): string {
  return write(day, locale, "month");
}

/** A date has no zone; UTC is only the ruler it is measured with. */
function utcOf(day: Day): Date {
  // By numbers: to parse the text takes several times as long.
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8))));
}

function isoOf(utc: Date): Day {
  return utc.toISOString().slice(0, 10) as Day;
}

const STYLES = {
  day: { weekday: "short", day: "numeric", month: "short" },
  dayOfYear: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  weekday: { weekday: "short", day: "numeric" },
  dayOfMonth: { day: "numeric", month: "short" },
  month: { month: "long", year: "numeric" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** To make one takes much longer than to use it. There are as many as languages and styles. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, style: keyof typeof STYLES): Intl.DateTimeFormat {
  const key = `${locale} ${style}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone: "UTC" });
  formats.set(key, format);
  return format;
}

/** What was written lately: an answer of fifty lines says the same few days two hundred times, each of which takes some microseconds. */
const written = new Map<string, string>();
const MOST_WRITTEN = 2000;

function write(day: Day, locale: string, style: keyof typeof STYLES): string {
  const key = `${locale} ${style} ${day}`;
  const known = written.get(key);
  if (known !== undefined) return known;
  const said = formatOf(locale, style).format(utcOf(day));
  // British English writes "Mon, 23 Nov": the comma is dropped, since absences are lists that have commas of their own.
  const text = locale.startsWith("en") ? said.replace(",", "") : said;
  if (written.size >= MOST_WRITTEN) written.clear();
  written.set(key, text);
  return text;
}
