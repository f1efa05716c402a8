import Calendars from "date-holidays";

/** Where Morgenrot Instruments has its workplaces, by their names; everywhere else it has the days of Berlin. */
const ELSEWHERE = "DE-BE";
const REGIONS: Record<string, string> = { München: "DE-BY", Wien: "AT-9", London: "GB-ENG" };

/** The same for the bot, which Personio tells no holidays: the variable HOLIDAYS. */
export const HOLIDAYS = [ELSEWHERE, ...Object.entries(REGIONS).map((entry) => entry.join("="))].join("; ");

/** What an administrator has set up in Personio: whether a day (`YYYY-MM-DD`) is a public holiday at a workplace, by its id. */
export function createPublicHolidays(workplaces: readonly { id: string; name: string }[]) {
  const known = new Map<string, ReadonlySet<string>>();
  return (day: string, workplaceId: string | undefined): boolean => {
    const name = workplaces.find(({ id }) => id === workplaceId)?.name ?? "";
    const region = REGIONS[name] ?? ELSEWHERE;
    const year = day.slice(0, 4);
    const key = `${region} ${year}`;
    const days = known.get(key) ?? publicHolidays(region, Number(year));
    known.set(key, days);
    return days.has(day);
  };
}

function publicHolidays(region: string, year: number): ReadonlySet<string> {
  const [country = "", state = ""] = region.split("-");
  const all = new Calendars(country, state).getHolidays(year);
  // On some a working day ends at noon.
  const whole = all.filter(({ type, date }) => type === "public" && date.endsWith("00:00:00"));
  return new Set(whole.map(({ date }) => date.slice(0, 10)));
}
