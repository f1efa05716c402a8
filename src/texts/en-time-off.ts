import type { ApprovalStatus } from "../domain/absence.ts";
import type { DraftFault } from "../domain/time-off-draft.ts";

const number = (value: number) => new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 }).format(value);
const list = (parts: readonly string[]) => new Intl.ListFormat("en-GB").format(parts);

/** How much: "4 working days", "half a working day", "2 h 30 min". */
function amount(unit: "DAY" | "HOUR", value: number): string {
  if (unit === "HOUR") {
    const minutes = Math.round(value * 60);
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return [hours > 0 ? `${hours} h` : "", rest > 0 || hours === 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
  }
  if (value === 0.5) return "half a working day";
  return value === 1 ? "1 working day" : `${number(value)} working days`;
}

/** Sentences about asking for time off, in English. `what` is a type and its days: "Vacation, Thu 24 – Wed 30 Dec". */
export const enTimeOff = {
  request: "Request time off",
  form: {
    title: "Request time off",
    changeTitle: "Change time off",
    send: "Send request",
    save: "Save changes",
    sending: (what: string) =>
      `Sending to Personio: ${what} …\nYou can close this window. I will write to you what came of it.`,
    type: "Type",
    typePlaceholder: "Choose a type",
    firstDay: "First day",
    day: "Day",
    lastDay: "Last day",
    lastDayHint: "Leave it empty for a single day.",
    halves: "Half days",
    fromNoon: "From noon on the first day",
    untilNoon: "Until noon on the last day",
    end: "End",
    openEnd: "I do not know yet when it ends",
    from: "From",
    to: "To",
    comment: "Comment",
    commentHint: "It goes to Personio, where your supervisor and HR can read it.",
    substitute: "Substitute",
    substituteHint: "Some types need one. They get asked in Personio.",
    notUnderstood: (typed: string) => `I did not understand “${typed}” and left it out.`,
    slow: "Personio is slow to answer. Please press the button again.",
    fieldsChanged: "This type has other fields. Look at them, and press the button again.",
    alreadySent: (what: string) =>
      `This form has arrived already, with ${what}. To make something else of it, use “Change” under it: see \`/timeoff list\`.`,
    noTypes: "Personio shows me no absence types, so I have no form for you.",
    notFilled: "Choose a type and the days, and I tell you what it costs.",
    openEnded: "Until you change it: the end is open.",
    /** `cost` as `amount` says it. */
    cost: (cost: string, days: string, without: string) =>
      without === "" ? `${cost}: ${days}` : `${cost}: ${days}, without ${without}`,
    /** @param holidays days that fall on weekdays, as text */
    without: (weekends: number, holidays: readonly string[]) =>
      list([...(weekends === 0 ? [] : [weekends === 1 ? "the weekend" : `${weekends} weekends`]), ...holidays]),
    teamAway: (team: string, who: readonly string[]) => `Also away in ${team}: ${list(who)}.`,
    person: (name: string, when: string) => `${name} (${when})`,
    more: (count: number) => `${count} more`,
    teamHere: (team: string) => `Nobody else in ${team} is away then.`,
  },
  amount,
  /** `after`: undefined when it is not known what will be taken. */
  balance(unit: "DAY" | "HOUR", left: number, after?: number): string {
    const units = { DAY: left === 1 ? "day" : "days", HOUR: left === 1 ? "hour" : "hours" }[unit];
    if (after === undefined) return `${number(left)} ${units} left`;
    if (after < 0) return `${number(left)} ${units} left: that is ${number(-after)} fewer than this takes.`;
    return `${number(left)} ${units} left, ${number(after)} after`;
  },
  /** @param day says a day, @param what an absence */
  fault(fault: DraftFault, say: { day: (day: string) => string; what: string }): string {
    switch (fault.fault) {
      case "missing":
        return { type: "Choose a type.", firstDay: "Choose a day.", from: "Say from when.", to: "Say until when." }[
          fault.field
        ];
      case "unknown":
        return "Personio does not have this type any more. Choose another.";
      case "no-workday":
        return "Nobody works on these days: they are a weekend or public holidays.";
      case "too-far-back":
        return `That is too long ago for me: the earliest is ${say.day(fault.earliest)}. Ask HR to enter it.`;
      case "before-first":
        return "It ends before it begins.";
      case "too-long":
        return "That is more than a year. Ask HR to enter it.";
      case "both-halves":
        return "From noon until noon of one day leaves nothing. Choose one, or none for the whole day.";
      case "overlap":
        return `You are away then already: ${say.what}.`;
      case "not-after-from":
        return "It ends before it begins.";
      case "midnight":
        return "Personio does not take midnight as an end. 23:59 works.";
    }
    return "It is too long: 2,000 characters at most.";
  },
  needsSubstitute: "This type needs a substitute: choose one.",
  noSubstitute: "This type takes no substitute: leave it empty.",
  personioSays: (words: string) => `Personio says: ${words}`,
  notReached: "Personio is not answering right now, so nothing was sent. Please try again in a few minutes.",
  mayNotWrite: (scope: string) =>
    `Personio does not let me write this. Either it is an absence that only HR may change, or my API credential lacks the scope ${scope}, which whoever installed me can tick in Personio under Settings › Integrations › API credentials.`,
  gone: "It is not in Personio any more.",
  unknownSubstitute: "I cannot find them in Personio.",
  ownSubstitute: "You cannot stand in for yourself.",

  status: {
    PENDING: "Waiting for approval",
    APPROVED: "Approved",
    SUBSTITUTE_REQUESTED: "Waiting for your substitute",
    DELETION_PENDING: "Its cancellation waits for approval",
    REJECTED: "Rejected",
    UNKNOWN: "In a state that I do not know: please look in Personio",
  } satisfies Record<ApprovalStatus, string>,
  what: (type: string, when: string) => `${type}, ${when}`,
  unknownType: "Time off",
  told: {
    requested: (what: string) => `Requested: ${what}`,
    entered: (what: string) => `Entered: ${what}`,
    changed: (what: string) => `Changed: ${what}`,
    cancelled: (what: string) => `Cancelled: ${what}`,
    cancellationAsked: (what: string) => `Cancellation requested: ${what}`,
    cancellationNotRead: "Personio did not tell me more right now. I write to you as soon as it does.",
    approved: (what: string) => `Approved: ${what}`,
    rejected: (what: string) => `Rejected: ${what}`,
    changedThere: (what: string) => `Changed in Personio: ${what}`,
    deletedThere: (what: string) => `Deleted in Personio: ${what}`,
    was: (what: string) => `It was: ${what}`,
    counted: (amount: string) => `Personio counts ${amount}.`,
    notRead: "It stands in Personio, but Personio did not tell me more right now.",
    differs: (asked: string, got: string) =>
      `Careful, Personio made other days of it. You asked for ${asked}; there it says ${got}. Please change or cancel it.`,
  },
  change: "Change",
  cancel: "Cancel it",
  cancelTitle: "Cancel this time off?",
  keep: "Keep it",
  again: "Open the form again",
  yourComment: (comment: string) => `Your comment was: ${comment}`,
  notSent: (what: string) => `Not requested: ${what}`,
  notChanged: (what: string) => `Not changed: ${what}`,
  notCancelled: (what: string) => `Not cancelled: ${what}`,
  outcomeUnknown: (what: string) =>
    `Personio stopped answering while I sent this, so I cannot tell whether it arrived: ${what}. Please look in Personio before you ask again.`,

  supervisor: {
    asks: (name: string, what: string) => `${name} asks for time off: ${what}`,
    entered: (name: string, what: string) => `${name} entered time off: ${what}`,
    changed: (name: string, what: string) => `${name} changed time off: ${what}`,
    cancelled: (name: string, what: string) => `${name} cancelled time off: ${what}`,
    cancellationAsked: (name: string, what: string) => `${name} wants to cancel time off: ${what}`,
    decide: "Only Personio itself can approve or reject it.",
    open: "Open Personio",
  },

  list: {
    title: "Your time off",
    none: "You have no time off ahead.",
    past: "Before that",
    more: (count: number) => `… and ${count} more in Personio`,
    balance: (type: string, left: string) => `${type}: ${left}`,
  },
  badDays: {
    "no-such-day": (typed: string) =>
      `“${typed}” isn't a date. Try \`/timeoff 24.12. – 2.1.\` or \`/timeoff tomorrow\`.`,
    backwards: (typed: string) => `“${typed}” ends before it begins. Try \`/timeoff 24.12. – 2.1.\`.`,
    "too-long": (typed: string) => `“${typed}” is more than a year. Ask HR to enter that.`,
  },
  help: [
    "*Time off*",
    "`/timeoff` – opens a form; nothing is sent before you press *Send request*",
    "`/timeoff 24.12. – 2.1.`, `/timeoff tomorrow afternoon`, `/timeoff friday sick` – the same, filled in",
    "`/timeoff list` – what you have asked for, with *Change* and *Cancel*",
    "Personio decides what needs approval, and I write to you when it was given.",
  ].join("\n"),
};
