import { type AbsencePeriod, type AbsenceType, compareHalves } from "./absence.ts";
import { addDays, type Day, daysBetween, eachDay, type HalfDay, type Time } from "./calendar.ts";
import { overlapping, type TimeOff, type TimeOffSpan } from "./time-off.ts";

/** What a form holds while somebody fills it in. Whatever is missing was not chosen yet. */
export type Draft = {
  absenceTypeId?: string;
  firstDay?: Day;
  /** Missing: one day only. */
  lastDay?: Day;
  /** The first day begins at noon. */
  fromNoon?: boolean;
  /** The last day ends at noon. */
  untilNoon?: boolean;
  /** Nobody knows the end yet. */
  openEnd?: boolean;
  /** Of types in hours, on `firstDay`. */
  from?: Time;
  to?: Time;
  comment?: string;
  /** A Slack user's id, as the picker gives it. */
  substitute?: string;
};

/** What is wrong with a draft, and at which field of the form. Facts, no sentences. */
export type DraftFault =
  | { field: "type"; fault: "missing" | "unknown" }
  /** `no-workday`: nothing but weekends and public holidays. */
  | { field: "firstDay"; fault: "missing" | "no-workday" }
  | { field: "firstDay"; fault: "too-far-back"; earliest: Day }
  | { field: "firstDay"; fault: "overlap"; with: AbsencePeriod }
  /** `too-long`: more than 366 days. */
  | { field: "lastDay"; fault: "before-first" | "too-long" }
  /** From noon and until noon of one and the same day. */
  | { field: "halves"; fault: "both-halves" }
  | { field: "from"; fault: "missing" }
  /** Personio refuses an end at midnight. */
  | { field: "to"; fault: "missing" | "not-after-from" | "midnight" }
  | { field: "comment"; fault: "too-long" };

const MOST_DAYS = 366;
const MOST_CHARACTERS = 2000;

/** Whether an absence of this type may be entered without an end: sickness. Personio's API does not tell, so its category decides. */
export function allowsOpenEnd(type: Pick<AbsenceType, "category">): boolean {
  return type.category.toUpperCase() === "SICK_LEAVE";
}

/**
 * Reads a draft into what is asked for, or says everything that is wrong with it, at most one fault a field. The substitute is not
 * looked at: a Slack user becomes a person elsewhere.
 *
 * @param facts.own the person's absences as Personio lists them
 * @param facts.isFree weekends and public holidays where the person works
 * @param facts.mostDaysBack how many days before today an absence may begin
 * @param facts.changing the absence that is changed: it does not overlap with itself
 */
export function checkDraft(
  draft: Draft,
  facts: {
    today: Day;
    types: ReadonlyMap<string, AbsenceType>;
    own: readonly AbsencePeriod[];
    isFree: (day: Day) => boolean;
    mostDaysBack: number;
    changing?: string;
  },
): { timeOff: TimeOff } | { faults: DraftFault[] } {
  const type = facts.types.get(draft.absenceTypeId ?? "");
  const standing = facts.own.find(({ id }) => id === facts.changing);
  const faults: DraftFault[] = [];
  if (!draft.absenceTypeId) faults.push({ field: "type", fault: "missing" });
  else if (!type) faults.push({ field: "type", fault: "unknown" });

  const span =
    draft.firstDay &&
    (type?.unit === "HOUR" ? hoursOf(draft, draft.firstDay, standing) : daysOf(draft, draft.firstDay, type, standing));
  if (!draft.firstDay) faults.push({ field: "firstDay", fault: "missing" });
  else {
    const earliest = addDays(facts.today, -facts.mostDaysBack);
    // What began long ago may still end.
    if (draft.firstDay < earliest && draft.firstDay !== standing?.first.day)
      faults.push({ field: "firstDay", fault: "too-far-back", earliest });
  }
  if (type?.unit === "HOUR") faults.push(...timeFaults(draft));
  else if (span && "faults" in span) faults.push(...span.faults);

  const comment = draft.comment?.trim();
  if (comment && comment.length > MOST_CHARACTERS) faults.push({ field: "comment", fault: "too-long" });
  if (faults.length === 0 && span && !("faults" in span)) {
    const problem = placeFault(span, facts);
    if (problem) faults.push(problem);
  }
  if (faults.length > 0 || !type || !span || "faults" in span) return { faults };
  return { timeOff: { absenceTypeId: type.id, ...span, ...(comment && { comment }) } };
}

function hoursOf({ from, to, lastDay }: Draft, day: Day, standing: TimeOffSpan | undefined): TimeOffSpan {
  // The form has hours of one day; those that Personio holds over several keep their end when something else is changed.
  const isOverDays = standing?.times !== undefined && standing.last?.day !== standing.first.day;
  const last = isOverDays && lastDay && lastDay > day ? lastDay : day;
  const whole: TimeOffSpan = { first: { day, half: "FIRST_HALF" }, last: { day: last, half: "SECOND_HALF" } };
  return from && to ? { ...whole, times: { from, to } } : whole;
}

function timeFaults({ from, to }: Draft): DraftFault[] {
  const faults: DraftFault[] = [];
  if (!from) faults.push({ field: "from", fault: "missing" });
  if (!to) faults.push({ field: "to", fault: "missing" });
  else if (to === "00:00") faults.push({ field: "to", fault: "midnight" });
  else if (from && to <= from) faults.push({ field: "to", fault: "not-after-from" });
  return faults;
}

function daysOf(
  draft: Draft,
  day: Day,
  type: AbsenceType | undefined,
  standing: TimeOffSpan | undefined,
): TimeOffSpan | { faults: DraftFault[] } {
  const first: HalfDay = { day, half: draft.fromNoon ? "SECOND_HALF" : "FIRST_HALF" };
  const staysOpen = standing?.last === null && draft.lastDay === undefined;
  if (draft.openEnd && type && (allowsOpenEnd(type) || staysOpen)) return { first, last: null };
  const last: HalfDay = { day: draft.lastDay ?? day, half: draft.untilNoon ? "FIRST_HALF" : "SECOND_HALF" };
  if (last.day < first.day) return { faults: [{ field: "lastDay", fault: "before-first" }] };
  if (daysBetween(first.day, last.day) >= MOST_DAYS) return { faults: [{ field: "lastDay", fault: "too-long" }] };
  if (compareHalves(last, first) < 0) return { faults: [{ field: "halves", fault: "both-halves" }] };
  return { first, last };
}

/** What is wrong with the days as such: nobody works on them, or they are taken. */
function placeFault(
  span: TimeOffSpan,
  { own, isFree, changing }: Pick<Parameters<typeof checkDraft>[1], "own" | "isFree" | "changing">,
): DraftFault | undefined {
  const taken = overlapping(
    span,
    own.filter(({ id }) => id !== changing),
  );
  if (taken) return { field: "firstDay", fault: "overlap", with: taken };
  const isAllFree = !span.times && span.last && eachDay({ first: span.first.day, last: span.last.day }).every(isFree);
  return isAllFree ? { field: "firstDay", fault: "no-workday" } : undefined;
}

/** The form of what exists or was asked for. The substitute, which is a person here and a Slack user there, is left out. */
export function draftOf({ absenceTypeId, first, last, times, comment }: Omit<TimeOff, "substituteId">): Draft {
  return {
    absenceTypeId,
    firstDay: first.day,
    ...(last && last.day !== first.day && { lastDay: last.day }),
    ...(first.half === "SECOND_HALF" && { fromNoon: true }),
    ...(last?.half === "FIRST_HALF" && { untilNoon: true }),
    ...(last === null && { openEnd: true }),
    ...times,
    ...(comment && { comment }),
  };
}
