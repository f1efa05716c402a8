import type { Time } from "../domain/calendar.ts";
import { withoutZero } from "./dates.ts";

const locale = "en-GB";
const list = (parts: readonly string[]) => new Intl.ListFormat(locale).format(parts);

/** "8 h 15 min" */
function amount(exact: number): string {
  const minutes = Math.round(exact);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : "", rest > 0 || hours === 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
}

/** Sentences about hours of work, in English. */
export const enHours = {
  windowTitle: "My hours",
  amount,
  /** @param name whose they are; undefined: the reader's. @param target undefined: not known, or none */
  headline({ name, days, work, target }: { name?: string; days: string; work: string; target?: string }): string {
    const whose = name === undefined ? "Your hours" : `${name}'s hours`;
    return `${whose} ${days}: ${work}${target === undefined ? "" : ` of ${target}`}`;
  },
  none: (days: string, name?: string) =>
    name === undefined ? `You have no hours in Personio ${days}.` : `${name} has no hours in Personio ${days}.`,
  noneHint: "What is tracked there appears here within two minutes.",
  tableCaption: (days: string) => `Hours of work ${days}`,
  columns: {
    day: "Day",
    week: "Week",
    work: "Worked",
    breaks: "Breaks",
    fromTo: "From – to",
    target: "Due",
    note: "Note",
  },
  nothing: "nothing tracked",
  fromTo: (from: Time, to: Time | null) =>
    to === null ? `since ${withoutZero(from)}` : `${withoutZero(from)}–${withoutZero(to)}`,
  breaks: (breaks: string) => `breaks ${breaks}`,
  holiday: "public holiday",
  away: "away",
  partlyAway: (off: string) => `away for ${off}`,
  unconfirmed: (part: string) => `${part} not confirmed yet`,
  allUnconfirmed: "not confirmed yet",
  of: (work: string, target: string) => `${work} of ${target}`,
  running: (from: Time, day: string | undefined) =>
    `Running since ${day === undefined ? "" : `${day} `}${withoutZero(from)}, counted until now.`,
  /** Of hours that are as of some time ago. */
  runningThen: (from: Time, day: string | undefined) =>
    `Running since ${day === undefined ? "" : `${day} `}${withoutZero(from)}, counted until then.`,
  runningBreak: (from: Time, day: string | undefined) =>
    `On a break since ${day === undefined ? "" : `${day} `}${withoutZero(from)}.`,
  forgotten: (from: Time, day: string) =>
    `The entry of ${day}, ${withoutZero(from)}, was never ended and does not count. End it in Personio.`,
  unconfirmedAll: (part: string) => `Not confirmed in Personio yet: ${part}.`,
  rejected: (count: number) =>
    count === 1
      ? "One entry was rejected in Personio and does not count."
      : `${count} entries were rejected in Personio and do not count.`,
  /** What the comparison counts, and what it cannot know. @param weekly hours; undefined: they changed. @param less what is taken off, each as text */
  target: (weekly: string | undefined, less: readonly string[]) =>
    `Due: ${weekly === undefined ? "the weekly hours of the contract" : `${weekly} a week`}, Monday to Friday${
      less.length === 0 ? "" : `, less ${list(less)}`
    }.`,
  /** @param days none, where they are too many to be named */
  lessHolidays(time: string, days: readonly string[]): string {
    if (days.length === 0) return `${time} for public holidays`;
    return `${time} for ${days.length === 1 ? "the public holiday" : "the public holidays"} (${list(days)})`;
  },
  lessAbsences: (time: string) => `${time} for absences`,
  thisWeek: "This week",
  which: (typed: string) => `“${typed}” matches several of your reports. Which one?`,
  badDays: {
    "no-such-day": (typed: string) => `“${typed}” isn't a date. Try \`/hours 2026-11-24\` or \`/hours last week\`.`,
    backwards: (typed: string) =>
      `“${typed}” ends before it begins. Try \`/hours 2 – 13 Nov\` or \`/hours last month\`.`,
    "too-long": (typed: string) =>
      `“${typed}” is more than a year. Try \`/hours this month\` or \`/hours 2 – 13 Nov\`.`,
  },
  /** @param supervisorsToo whether supervisors may ask for their reports' */
  help: (supervisorsToo: boolean) =>
    [
      "*Hours of work*",
      "`/hours` – your week: work and breaks day by day, against the hours of your contract",
      "`/hours today`, `last week`, `last month`, `2 – 13 Nov`",
      ...(supervisorsToo
        ? [
            "`/hours @anna`, `/hours Anna last week` – of somebody who reports to you in Personio",
            "Only you see the answer. Nobody but you and your supervisor can ask for your hours here.",
          ]
        : ["Only you see the answer, and nobody else can ask for your hours here."]),
    ].join("\n"),
};
