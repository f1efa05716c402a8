import { addDays, weekdayOf } from "./personio-days.ts";
import type { PersonioSettings } from "./personio-settings.ts";
import type { Span } from "./personio-spans.ts";
import type { PersonioWorld } from "./personio-wire.ts";

type Breakdown = { date: string; effective_duration: { unit: "DAY" | "HOUR"; value: number } };
/** An absence of somebody, and where they work. */
type Taken = Span & { personId: string };
type Rules = { settings: PersonioSettings; world: Pick<PersonioWorld, "employments"> };

/** What each day takes, in days or hours. @param today up to which an open end is counted */
export function breakdownsOf(
  { personId, first, last, times }: Taken,
  { settings, world }: Rules,
  today: string,
): Breakdown[] {
  const workplaceId = world.employments.find((employment) => employment.personId === personId)?.workplaceId;
  const until = last?.day ?? today;
  const days: Breakdown[] = [];
  for (let date = first.day; date <= until || date === first.day; date = addDays(date, 1)) {
    const isFree = weekdayOf(date) > 5 || settings.isPublicHoliday(date, workplaceId);
    if (isFree && settings.breakdownWeekends === "left-out") continue;
    const halvesAway =
      (date === first.day && first.half === "SECOND_HALF" ? 0.5 : 0) +
      (date === last?.day && last.half === "FIRST_HALF" ? 0.5 : 0);
    const value = times ? hoursOf(times) : 1 - halvesAway;
    days.push({ date, effective_duration: { unit: times ? "HOUR" : "DAY", value: isFree ? 0 : value } });
  }
  return days;
}

/** All that an absence takes, in days or hours. */
export function amountOf(taken: Taken, rules: Rules, today: string): number {
  return breakdownsOf(taken, rules, today).reduce((sum, day) => sum + day.effective_duration.value, 0);
}

function hoursOf({ from, to }: { from: string; to: string }): number {
  return (Date.parse(`2000-01-01T${to}Z`) - Date.parse(`2000-01-01T${from}Z`)) / 3_600_000;
}
