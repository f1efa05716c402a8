import { addDays, weekdayOf } from "./personio-days.ts";
import type { AttendanceRecord, PeriodRecord } from "./personio-wire.ts";

/** A working day as they note it: three entries, the break being one of its own. */
const DAY = [
  { type: "WORK", from: "08:30", to: "12:30" },
  { type: "BREAK", from: "12:30", to: "13:00" },
  { type: "WORK", from: "13:00", to: "17:15" },
] as const;

/**
 * The hours of some people in the previous and in this week, up to today; nobody works while away. The first of them has just
 * begun, today and on every day.
 */
export function attendancesOn(
  today: string,
  personIds: readonly string[],
  absences: PeriodRecord[],
): AttendanceRecord[] {
  const monday = addDays(today, -6 - weekdayOf(today));
  const past: string[] = [];
  for (let day = monday; day < today; day = addDays(day, 1)) if (weekdayOf(day) < 6) past.push(day);

  const entries = personIds.flatMap((personId) =>
    past
      .filter((day) => !absences.some((period) => period.personId === personId && covers(period, day)))
      .flatMap((day) => DAY.map((entry) => ({ personId, day, status: "CONFIRMED" as const, ...entry }))),
  );
  const running = personIds
    .slice(0, 1)
    .map((personId) => ({ personId, day: today, type: "WORK" as const, from: "08:15", status: "PENDING" as const }));
  return [...entries, ...running].map((entry, index) => ({
    id: `d0000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    ...entry,
  }));
}

function covers({ first, last }: PeriodRecord, day: string): boolean {
  return first.day <= day && (last === null || last.day >= day);
}
