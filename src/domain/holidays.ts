import { createRequire } from "node:module";
import type Calendars from "date-holidays";
import { addDays, type Day, eachDay, isWeekend, toDay } from "./calendar.ts";

/** The calendars of the world, which are mostly data: loaded where a region is named, at once, since nothing here waits. */
function load(): typeof Calendars {
  return createRequire(import.meta.url)("date-holidays");
}

/** Where people work, as codes such as `DE`, `DE-BE`, `DE-BY-A`, `AT-9`: the company's, and others by workplace, as `parseHolidays` makes them. */
export type Regions = { default?: string; byWorkplace: ReadonlyMap<string, string> };

export type Holidays = ReturnType<typeof createHolidays>;

/**
 * Days without work: Saturdays, Sundays and the public holidays of a workplace. Personio's API tells neither holidays nor work
 * schedules, so holidays come from the regions that the admin named, and everybody is taken to work from Monday to Friday.
 */
export function createHolidays(regions: Regions) {
  const years = new Map<string, ReadonlySet<Day>>();

  const holidaysOf = (region: string, year: string): ReadonlySet<Day> => {
    const key = `${region} ${year}`;
    const known = years.get(key) ?? publicHolidays(region, Number(year));
    years.set(key, known);
    return known;
  };

  return {
    /** Whether nobody works on `day` at the workplace of this name (the company's region, without one). */
    isFree(day: Day, workplaceName?: string): boolean {
      if (isWeekend(day)) return true;
      const region = regions.byWorkplace.get(keyOf(workplaceName ?? "")) ?? regions.default;
      return region !== undefined && holidaysOf(region, day.slice(0, 4)).has(day);
    },
  };
}

/**
 * Reads the variable HOLIDAYS: `DE-BE`, or `DE-BE; München=DE-BY; Wien=AT-9` with workplaces as Personio names them.
 * @returns one sentence for each part that is wrong
 */
export function parseHolidays(text: string): { regions: Regions } | { problems: string[] } {
  const byWorkplace = new Map<string, string>();
  const defaults: string[] = [];
  const problems: string[] = [];
  for (const part of text
    .split(/[;,\n]/)
    .map((piece) => piece.trim())
    .filter(Boolean)) {
    const equals = part.lastIndexOf("=");
    const region = part
      .slice(equals + 1)
      .trim()
      .toUpperCase();
    const workplace = equals < 0 ? undefined : keyOf(part.slice(0, equals));
    if (!isKnownRegion(region))
      problems.push(`names “${part}”: there is no such region; write it like DE-BE, AT-9 or München=DE-BY`);
    else if (workplace === "") problems.push(`names “${part}” without a workplace before the =`);
    else if (workplace === undefined) defaults.push(region);
    else if (byWorkplace.has(workplace)) problems.push(`names “${part}”, though that workplace has a region already`);
    else byWorkplace.set(workplace, region);
  }
  if (defaults.length > 1)
    problems.push(`names ${defaults.join(" and ")} for the whole company; name the workplaces of all but one`);
  if (problems.length > 0) return { problems };
  const [region] = defaults;
  return { regions: { byWorkplace, ...(region && { default: region }) } };
}

/** The same for all ways to write the name of a workplace: its case, and "ü" as one character or as two. */
function keyOf(workplaceName: string): string {
  return workplaceName.normalize("NFC").trim().toLowerCase();
}

/** Whether holidays of this country, state or region are known. */
function isKnownRegion(code: string): boolean {
  const [country = "", state, region, ...more] = code.split("-");
  if (more.length > 0) return false;
  const calendars = new (load())();
  // Own properties only: "constructor" is no country.
  const has = (places: object | undefined, place: string) => places !== undefined && Object.hasOwn(places, place);
  if (!has(calendars.getCountries(), country)) return false;
  if (state === undefined) return true;
  if (!has(calendars.getStates(country), state)) return false;
  return region === undefined || has(calendars.getRegions(country, state), region);
}

function publicHolidays(code: string, year: number): ReadonlySet<Day> {
  const [country = "", state = "", region = ""] = code.split("-");
  const days = new Set<Day>();
  for (const holiday of new (load())(country, state, region).getHolidays(year)) {
    // Its text, not its instants, which depend on zones. Those that begin at noon or later leave the day a working day. Not every
    // other begins at 00:00: where clocks change at midnight, as in Cairo, the library on such a machine says 01:00.
    const [date = "", time = ""] = holiday.date.split(" ");
    const first = toDay(date);
    if (holiday.type !== "public" || !first || time >= "12:00:00") continue;
    const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000));
    for (const day of eachDay({ first, last: addDays(first, length - 1) })) days.add(day);
  }
  return days;
}
