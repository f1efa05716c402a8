import { type AbsencePeriod, type AbsenceType, backOn, isRemote, isSettled } from "./absence.ts";
import { addDays, type Day, type HalfDay, type Moment, type Time } from "./calendar.ts";

/** What keeps somebody from their desk at a moment. */
export type Presence = {
  period: AbsencePeriod;
  /** Undefined when Personio does not tell it. */
  type: AbsenceType | undefined;
  /** Works, only elsewhere: not out. */
  isRemote: boolean;
  /** The half day on which they are back, as of `backOn`: `null`: nobody knows; `undefined`: back on the same day, or not out at all. */
  back: HalfDay | null | undefined;
  /** From then on it is over; `null`: nobody knows. */
  until: Moment | null;
};

const NOON: Time = "12:00";
const MIDNIGHT: Time = "00:00";

/**
 * Whether somebody is out, or works elsewhere, at this very moment. Of several absences the one that lasts longest counts; being out
 * counts before working elsewhere.
 *
 * @param at on their own wall
 * @param periods all known of one person, of any status
 * @param isFree weekends and public holidays where they work
 */
export function presenceAt(
  at: Moment,
  periods: readonly AbsencePeriod[],
  types: ReadonlyMap<string, AbsenceType>,
  isFree: (day: Day) => boolean,
): Presence | undefined {
  const remote = (period: AbsencePeriod) => isRemote(types.get(period.absenceTypeId));
  const settled = periods.filter(isSettled);
  const outs = settled.filter((period) => !remote(period));
  const now = settled
    .filter((period) => isOn(period, at))
    .map((period): Presence => {
      const type = types.get(period.absenceTypeId);
      if (remote(period)) return { period, type, isRemote: true, back: undefined, until: endOf(period) };
      const back = backOn(period, outs, isFree);
      return { period, type, isRemote: false, back, until: back === undefined ? endOf(period) : back && beginOf(back) };
    });
  return now.sort(
    (a, b) => Number(a.isRemote) - Number(b.isRemote) || textOf(b.until).localeCompare(textOf(a.until)),
  )[0];
}

/** Whether an absence holds at a moment: an afternoon begins at noon, hours when they begin. */
export function isOn(period: AbsencePeriod, at: Moment): boolean {
  const { first, times } = period;
  const begin = times ? { day: first.day, time: times.from } : beginOf(first);
  return textOf(begin) <= textOf(at) && textOf(at) < textOf(endOf(period));
}

function beginOf({ day, half }: HalfDay): Moment {
  return { day, time: half === "SECOND_HALF" ? NOON : MIDNIGHT };
}

function endOf({ last, times }: AbsencePeriod): Moment | null {
  if (last === null) return null;
  if (times) return { day: last.day, time: times.to };
  return last.half === "FIRST_HALF" ? { day: last.day, time: NOON } : { day: addDays(last.day, 1), time: MIDNIGHT };
}

/** Compares as moments do; what has no end comes last. */
function textOf(moment: Moment | null): string {
  return moment ? `${moment.day} ${moment.time}` : "9999";
}
