import { type Day, type HalfDay, nextWorkday, type Span, type Time } from "./calendar.ts";

/** A kind of absence, as the company named it. */
export type AbsenceType = {
  id: string;
  /** In the company's language, e.g. "Urlaub". */
  name: string;
  /** Personio's category in capitals; an open list, so it stays a string. */
  category: string;
  unit: "DAY" | "HOUR";
};

/** `UNKNOWN` stands for a status that Personio invented after this was written; it does not count as away. */
export type ApprovalStatus =
  | "PENDING"
  | "APPROVED"
  | "DELETION_PENDING"
  | "SUBSTITUTE_REQUESTED"
  | "REJECTED"
  | "UNKNOWN";

/** One absence, with both ends inside (Personio's exclusive midnight is undone at the border, in `personio/schemas.ts`). */
export type AbsencePeriod = {
  id: string;
  personId: string;
  absenceTypeId: string;
  /** The first half day away. */
  first: HalfDay;
  /** The last half day away; `null`: open-ended, nobody knows yet. */
  last: HalfDay | null;
  /** Of an absence in hours: local times of the start (on `first.day`) and of the end (on `last.day`). */
  times?: { from: Time; to: Time };
  status: ApprovalStatus;
  /** What the person wrote; may hold medical facts, so it is shown to nobody else. */
  comment?: string;
};

/** What one day of an absence takes from the balance, in days or hours; 0 on days without work. */
export type AbsenceBreakdown = { day: Day; unit: "DAY" | "HOUR"; value: number };

/** What is left of one absence type, in the type's unit (days or hours). */
export type AbsenceBalance = { absenceTypeName: string; category: string; balance: number; available: number };

/** The unit of an absence type by its id; Personio's periods are read by it. */
export function unitsIn(
  types: ReadonlyMap<string, AbsenceType>,
): (absenceTypeId: string) => AbsenceType["unit"] | undefined {
  return (id) => types.get(id)?.unit;
}

/** Approved, or approved with a wish to cancel that nobody has granted yet: the person is away. */
export function isSettled(period: Pick<AbsencePeriod, "status">): boolean {
  return period.status === "APPROVED" || period.status === "DELETION_PENDING";
}

/** A request that waits for somebody's word. */
export function isRequest(period: Pick<AbsencePeriod, "status">): boolean {
  return period.status === "PENDING" || period.status === "SUBSTITUTE_REQUESTED";
}

/** It waits for a supervisor's word: to be approved, or to be let go. */
export function isUndecided({ status }: Pick<AbsencePeriod, "status">): boolean {
  return status === "PENDING" || status === "DELETION_PENDING";
}

/** Working elsewhere is not being away. */
export function isRemote(type: Pick<AbsenceType, "category"> | undefined): boolean {
  return type?.category.toUpperCase() === "OFFSITE_WORK";
}

/** Whether any part of the absence falls into `span`. An open end reaches for ever. */
export function fallsInto(period: Pick<AbsencePeriod, "first" | "last">, span: Span): boolean {
  return period.first.day <= span.last && (period.last === null || period.last.day >= span.first);
}

/**
 * The half day on which the person is back at work after `period`: the next working half day that no further absence covers.
 *
 * @param others the person's other absences (any order; `period` itself may be among them), those that count as away only
 * @param isFree weekends and public holidays where the person works
 * @returns `null` when nobody knows (an open end), `undefined` for hours of one day, after which the person is back that day
 */
export function backOn(
  period: AbsencePeriod,
  others: readonly AbsencePeriod[],
  isFree: (day: Day) => boolean,
): HalfDay | null | undefined {
  if (isOverToday(period)) return undefined;
  const whole = others.filter((other) => !isOverToday(other));
  let last = period.last;
  // Each round moves `last` forward to the end of another absence, so there are at most as many rounds as absences.
  for (let round = 0; last !== null && round <= whole.length; round++) {
    const back = nextWorkingHalf(last, isFree);
    const next = whole.find(
      (other) => compareHalves(other.first, back) <= 0 && (other.last === null || compareHalves(other.last, back) >= 0),
    );
    if (!next) return back;
    last = next.last;
  }
  return null;
}

function isOverToday({ first, last, times }: AbsencePeriod): boolean {
  return times !== undefined && last?.day === first.day;
}

/** Orders half days: negative when `a` is earlier. */
export function compareHalves(a: HalfDay, b: HalfDay): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  if (a.half === b.half) return 0;
  return a.half === "FIRST_HALF" ? -1 : 1;
}

function nextWorkingHalf(after: HalfDay, isFree: (day: Day) => boolean): HalfDay {
  if (after.half === "FIRST_HALF" && !isFree(after.day)) return { day: after.day, half: "SECOND_HALF" };
  return { day: nextWorkday(after.day, isFree), half: "FIRST_HALF" };
}
