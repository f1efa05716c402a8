import { type Day, daysBetween, type Moment, minutesOf, type Time } from "./calendar.ts";

/** Time at work or a break (a break is a period of its own), in local time without a zone. */
export type AttendancePeriod = {
  id: string;
  personId: string;
  type: "WORK" | "BREAK";
  /** The day the time counts for. */
  day: Day;
  start: Moment;
  /** `null`: still running. */
  end: Moment | null;
  status: "PENDING" | "CONFIRMED" | "REJECTED" | "UNKNOWN";
  comment?: string;
};

/** What was worked for one day, in minutes. */
export type HoursOfDay = {
  day: Day;
  work: number;
  breaks: number;
  /** Of `work`, what has ended and is not confirmed yet. */
  unconfirmed: number;
  /** When the day's work began and ended, or its breaks, where there is nothing else; `null`: it has not. */
  first: Time;
  last: Time | null;
};

export type Hours = {
  /** Those with an entry that counts, in order. */
  days: HoursOfDay[];
  /** What runs now and is counted until now, in the order of its beginning. */
  running: { type: "WORK" | "BREAK"; start: Moment }[];
  /** What began so long ago that somebody must have forgotten to end it: not counted. */
  forgotten: Moment[];
  /** How many entries were rejected: not counted. */
  rejected: number;
};

/** Personio lets nothing be longer, in minutes. */
const LONGEST = 24 * 60;
const EPOCH: Day = "2000-01-01";

/** Minutes from one end to the other. */
type Interval = readonly [from: number, to: number];
type Entry = AttendancePeriod & { minutes: Interval };

/**
 * The hours of one person by the day that they count for; work across midnight counts for one day. A minute is worked once, however many
 * entries hold it, and a break takes off of the work that it lies in. Times are walls' times, as Personio keeps them: in the night when the
 * clocks change, an hour more or less is counted than passed, as Personio does.
 *
 * @param now where the person is
 */
export function hoursOf(periods: readonly AttendancePeriod[], now: Moment): Hours {
  const counted = periods.filter(({ status }) => status !== "REJECTED");
  const open = counted.filter(({ end }) => end === null).toSorted((a, b) => minuteOf(a.start) - minuteOf(b.start));
  const isForgotten = ({ start }: AttendancePeriod) => minuteOf(now) - minuteOf(start) > LONGEST;
  const entries = counted
    .filter((period) => period.end !== null || !isForgotten(period))
    .map((period): Entry => ({ ...period, minutes: [minuteOf(period.start), minuteOf(period.end ?? now)] }))
    .filter(({ end, minutes: [from, to] }) => end === null || to > from);
  const days = [...new Set(entries.map(({ day }) => day))].sort();
  return {
    days: days.map((day) =>
      hoursOfDay(
        day,
        entries.filter((entry) => entry.day === day),
      ),
    ),
    running: open.filter((period) => !isForgotten(period)).map(({ type, start }) => ({ type, start })),
    forgotten: open.filter(isForgotten).map(({ start }) => start),
    rejected: periods.length - counted.length,
  };
}

/** @param entries at least one */
function hoursOfDay(day: Day, entries: readonly Entry[]): HoursOfDay {
  const breaks = entries.filter(({ type }) => type === "BREAK");
  const work = entries.filter(({ type }) => type === "WORK");
  const ended = work.filter(({ end }) => end !== null);
  const shown = (work.length > 0 ? work : entries).toSorted((a, b) => a.minutes[0] - b.minutes[0]);
  const latest = shown.reduce((a, b) => (b.minutes[1] > a.minutes[1] ? b : a));
  return {
    day,
    work: workIn(entries),
    breaks: lengthOf(merged(breaks)),
    unconfirmed:
      workIn([...ended, ...breaks]) - workIn([...ended.filter(({ status }) => status === "CONFIRMED"), ...breaks]),
    first: (shown[0] ?? latest).start.time,
    last: shown.every(({ end }) => end !== null) ? (latest.end?.time ?? null) : null,
  };
}

/** Minutes of work without those of the breaks in it. */
function workIn(entries: readonly Entry[]): number {
  const work = merged(entries.filter(({ type }) => type === "WORK"));
  const breaks = merged(entries.filter(({ type }) => type === "BREAK"));
  const both = work.flatMap(([from, to]) =>
    breaks.map(([start, end]) => Math.max(0, Math.min(to, end) - Math.max(from, start))),
  );
  return lengthOf(work) - both.reduce((sum, minutes) => sum + minutes, 0);
}

/** What the entries cover, in order and without overlaps. What ends before it begins covers nothing. */
function merged(entries: readonly Entry[]): Interval[] {
  const found: [number, number][] = [];
  for (const [from, to] of entries.map(({ minutes }) => minutes).toSorted(([a], [b]) => a - b)) {
    const last = found.at(-1);
    if (to <= from) continue;
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}

function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, [from, to]) => sum + to - from, 0);
}

function minuteOf({ day, time }: Moment): number {
  return daysBetween(EPOCH, day) * 24 * 60 + minutesOf(time);
}
