/** How somebody reads times: their language and zone, both of Slack. */
export type Viewer = { locale: string; zone: string };

const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment that is none is said to be none; a zone that nobody knows is said, and read in UTC; of languages there is always English. */
function shown(at: Date, { locale, zone }: Viewer, options: Intl.DateTimeFormatOptions): string {
  if (Number.isNaN(at.getTime())) return "no date";
  const key = JSON.stringify([locale, zone, options]);
  const format = formats.get(key) ?? formatFor(locale, { timeZone: zoneOr(zone, "UTC"), ...options });
  formats.set(key, format);
  const text = format.format(at);
  return zoneOr(zone, undefined) === undefined && "hour" in options ? `${text} UTC (no such zone: ${zone})` : text;
}

function formatFor(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(localeOr(locale), options);
}

/** The language, or English where that is none. */
export function localeOr(locale: string): string {
  return isWell(() => new Intl.Locale(locale)) ? locale : "en-GB";
}

const zones = new Map<string, boolean>();

/** The zone, or something else where that is none. */
export function zoneOr<T>(zone: string, otherwise: T): string | T {
  const isZone = zones.get(zone) ?? isWell(() => new Intl.DateTimeFormat("en", { timeZone: zone }));
  zones.set(zone, isZone);
  return isZone ? zone : otherwise;
}

function isWell(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

export function timeText(at: Date, viewer: Viewer): string {
  return shown(at, viewer, { hour: "2-digit", minute: "2-digit" });
}

/** A time of day that belongs to no zone, `HH:MM`. */
export function wallTimeText(time: string, locale: string): string {
  const at = new Date(`2000-01-01T${time}:00Z`);
  return Number.isNaN(at.getTime()) ? time : timeText(at, { locale, zone: "UTC" });
}

/** For machines that read along; a moment that is none has nothing to read. */
export function isoOf(at: Date): string | undefined {
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** "Wed 25 Nov, 09:12" */
export function momentText(at: Date, viewer: Viewer): string {
  if (Number.isNaN(at.getTime())) return timeText(at, viewer);
  return `${shown(at, viewer, { weekday: "short", day: "numeric", month: "short" })}, ${timeText(at, viewer)}`;
}

/** The calendar day there, as `YYYY-MM-DD`. */
export function dayOf(at: Date, zone: string): string {
  return shown(at, { locale: "en-CA", zone }, { year: "numeric", month: "2-digit", day: "2-digit" });
}

/** A day that belongs to no zone, such as Personio's. */
export function dayText(day: string, locale: string): string {
  const options = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? day : shown(at, { locale, zone: "UTC" }, options);
}

/** "Mon, 21 – Fri, 25 Dec 2026" */
export function spanText(first: string, last: string, locale: string): string {
  const options = { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  const [from, to] = [first, last].map((day) => new Date(`${day}T00:00:00Z`));
  if (!from || !to || Number.isNaN(from.getTime()) || !(from <= to))
    return `${dayText(first, locale)} – ${dayText(last, locale)}`;
  return formatFor(locale, options).formatRange(from, to);
}

/** "Today", "Yesterday", "Monday, 23 November" */
export function dividerText(at: Date, now: Date, viewer: Viewer): string {
  return nearText(at, now, viewer) ?? shown(at, viewer, { weekday: "long", day: "numeric", month: "long" });
}

function nearText(at: Date, now: Date, viewer: Viewer): string | undefined {
  const days = (Date.parse(dayOf(at, viewer.zone)) - Date.parse(dayOf(now, viewer.zone))) / 86_400_000;
  if (!(Math.abs(days) <= 1)) return undefined;
  const text = new Intl.RelativeTimeFormat(localeOr(viewer.locale), { numeric: "auto" }).format(days, "day");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const YEAR = { year: "numeric" } as const;
/** Slack's tokens, without the pretty ones, which say yesterday, today and tomorrow. */
const TOKENS: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { ...YEAR, month: "2-digit", day: "2-digit" },
  date_slash: { ...YEAR, month: "2-digit", day: "2-digit" },
  date: { ...YEAR, month: "long", day: "numeric" },
  date_short: { ...YEAR, month: "short", day: "numeric" },
  date_long: { ...YEAR, weekday: "long", month: "long", day: "numeric" },
  date_long_full: { ...YEAR, weekday: "long", month: "long", day: "numeric" },
  day_divider: { weekday: "long", month: "long", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** The text of `<!date^…>`, and of dates in rich text: tokens in braces in the viewer's zone and language. */
export function tokensText(timestamp: number, format: string, viewer: Viewer, now: Date): string {
  const at = new Date(timestamp * 1000);
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => {
    if (token === "ago") return agoText(at, now, viewer);
    if (token === "date_num") return dayOf(at, viewer.zone);
    const pretty = token.endsWith("_pretty") ? nearText(at, now, viewer) : undefined;
    const options = TOKENS[token.replace(/_pretty$/, "")];
    return pretty ?? (options ? shown(at, viewer, options) : whole);
  });
}

function agoText(at: Date, now: Date, { locale }: Viewer): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const format = new Intl.RelativeTimeFormat(localeOr(locale), { numeric: "auto" });
  for (const [unit, length] of [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ] as const)
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit);
  return format.format(seconds, "second");
}
