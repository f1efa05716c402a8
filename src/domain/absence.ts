import type { Day, HalfDay, Time } from "./calendar.ts";

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
