import { type AbsencePeriod, fallsInto } from "./absence.ts";
import { type Day, eachDay, isWeekend, minutesOf, type Span } from "./calendar.ts";
import { contractOn, type Employment } from "./person.ts";

/** What a day asks for, in minutes, and why it is less than the contract's. */
export type TargetOfDay = {
  day: Day;
  minutes: number;
  /** Taken off for a public holiday, or for an absence. */
  holiday: number;
  absence: number;
};

export type Target = {
  days: TargetOfDay[];
  minutes: number;
  /** Hours a week by contract, as far as it is the same on all of these days. */
  weekly?: number;
};

const WORKING_DAYS_A_WEEK = 5;

/**
 * How much somebody is to work by their contract: the weekly hours, spread over Monday to Friday, without public holidays and absences.
 * Personio's API tells no work schedules: for who works on other days, whole weeks come out right, and single days do not.
 *
 * @param facts.contracts newest first
 * @param facts.absences those that count as away
 * @param facts.isFree weekends and public holidays where the person works
 * @returns undefined where there is no contract to be read, or it tells no weekly hours
 */
export function targetOf(
  span: Span,
  facts: {
    contracts: readonly Employment[];
    absences: readonly AbsencePeriod[];
    isFree: (day: Day) => boolean;
  },
): Target | undefined {
  if (facts.contracts.length === 0) return undefined;
  const days: TargetOfDay[] = [];
  const weekly = new Set<number>();
  for (const day of eachDay(span)) {
    const contract = contractOn(facts.contracts, day);
    // Before somebody came and after they left, nothing is asked of them.
    const hours = contract ? contract.weeklyWorkingHours : 0;
    if (hours === undefined || (contract && hours <= 0)) return undefined;
    if (contract) weekly.add(hours);
    const full = isWeekend(day) ? 0 : (hours * 60) / WORKING_DAYS_A_WEEK;
    const holiday = facts.isFree(day) ? full : 0;
    const absence = Math.min(full - holiday, minutesAway(facts.absences, day, full));
    days.push({ day, minutes: full - holiday - absence, holiday, absence });
  }
  const [only] = weekly;
  return {
    days,
    minutes: Math.round(days.reduce((sum, { minutes }) => sum + minutes, 0)),
    ...(weekly.size === 1 && only !== undefined && { weekly: only }),
  };
}

/** @param full minutes of a whole working day */
function minutesAway(absences: readonly AbsencePeriod[], day: Day, full: number): number {
  const halves = new Set<string>();
  let hours = 0;
  for (const { first, last, times } of absences) {
    if (!fallsInto({ first, last }, { first: day, last: day })) continue;
    const [begins, ends] = [first.day === day, last?.day === day];
    if (times) {
      hours += (ends ? minutesOf(times.to) : 24 * 60) - (begins ? minutesOf(times.from) : 0);
      continue;
    }
    if (!begins || first.half === "FIRST_HALF") halves.add("FIRST_HALF");
    if (!ends || last?.half === "SECOND_HALF") halves.add("SECOND_HALF");
  }
  return (halves.size / 2) * full + hours;
}
