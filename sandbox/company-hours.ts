import { addDays, weekdayOf } from "./personio-days.ts";
import type { AttendanceRecord, PeriodRecord } from "./personio-wire.ts";

type Noted = Pick<AttendanceRecord, "type" | "from" | "to">;
const work = (from: string, to: string): Noted => ({ type: "WORK", from, to });
const pause = (from: string, to: string): Noted => ({ type: "BREAK", from, to });

/** Working days as they note them, the breaks being entries of their own; one ends late, and one after midnight. */
const DAYS: Noted[][] = [
  [work("08:30", "12:30"), pause("12:30", "13:00"), work("13:00", "17:15")],
  [work("09:05", "12:00"), pause("12:00", "12:45"), work("12:45", "17:30")],
  [work("08:00", "12:15"), pause("12:15", "12:45"), work("12:45", "16:00"), work("20:00", "22:10")],
  [work("08:30", "13:00"), pause("13:00", "13:40"), work("13:40", "17:50")],
  [work("08:15", "12:30"), pause("12:30", "13:00"), work("13:00", "15:45")],
];
/** Since when those work who are at it today. */
const BEGUN = "08:15";
const LATE: Noted[] = [work("10:00", "13:00"), pause("13:00", "14:00"), work("14:00", "18:30"), work("22:00", "01:15")];

/** Which of the people works from Monday to Thursday. */
const FOUR_DAYS = 2;
/** How many weeks are noted before this one. */
const WEEKS = 5;

/**
 * The hours of some people in the previous weeks and in this one, up to today; nobody works while away. Some of them have just begun, the
 * first today and on every day; he was late in last week, and the last hours of each are not confirmed yet.
 *
 * @param now the day (`YYYY-MM-DD`) and the time (`HH:MM`): early in the morning nobody is at it
 */
export function attendancesOn(
  { today, time }: { today: string; time: string },
  personIds: readonly string[],
  absences: PeriodRecord[],
): AttendanceRecord[] {
  const lastMonday = addDays(today, -6 - weekdayOf(today));
  const monday = addDays(lastMonday, -7 * (WEEKS - 1));
  const past: string[] = [];
  for (let day = monday; day < today; day = addDays(day, 1)) if (weekdayOf(day) < 6) past.push(day);

  const isAway = (personId: string, day: string) =>
    absences.some((period) => period.personId === personId && covers(period, day));
  const notedOn = (day: string, isFirst: boolean) =>
    isFirst && day === addDays(lastMonday, 3) ? LATE : (DAYS[weekdayOf(day) - 1] ?? []);
  const entries = personIds.flatMap((personId, at) => {
    const own = past.filter((day) => !isAway(personId, day) && !(at === FOUR_DAYS && weekdayOf(day) === 5));
    return own.flatMap((day) => {
      const status = day === own.at(-1) ? ("PENDING" as const) : ("CONFIRMED" as const);
      return notedOn(day, at === 0).map((entry) => ({ personId, day, status, ...entry }));
    });
  });
  const begun = time < BEGUN ? [] : personIds;
  const running = begun
    .filter((personId, at) => at === 0 || (at === 1 && weekdayOf(today) < 6 && !isAway(personId, today)))
    .map((personId) => ({ personId, day: today, type: "WORK" as const, from: BEGUN, status: "PENDING" as const }));
  return [...entries, ...running].map((entry, index) => ({
    id: `d0000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    ...entry,
  }));
}

function covers({ first, last }: PeriodRecord, day: string): boolean {
  return first.day <= day && (last === null || last.day >= day);
}
