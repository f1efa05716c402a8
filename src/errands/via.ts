import type { AbsencePeriod } from "../domain/absence.ts";
import type { Clock } from "../domain/calendar.ts";
import type { Errand, Outcome } from "../domain/errand.ts";
import { type Problem, ProblemError } from "../domain/problem.ts";
import { overlapping, type TimeOff } from "../domain/time-off.ts";
import type { UnitOf } from "../personio/absences.ts";
import type { Personio } from "../personio/client.ts";

const SECOND = 1000;
/** How long to wait before each look whether something has arrived of which nobody knows. Personio may still be at it. */
export const LOOKS_MS = [2 * SECOND, 5 * SECOND, 10 * SECOND, 20 * SECOND];
export const LOOK_AGAIN_MS = 30 * SECOND;
export const MOST_SENDS = 3;
/** Who asked longer ago may have helped themselves otherwise: it is not sent any more. */
const TOO_LATE_MS = 15 * 60 * SECOND;

export type Via = {
  personio: Personio;
  unitOf: UnitOf;
  skipApproval: boolean;
  now: Clock;
  /** Writes down, before the request leaves, that it may arrive. False: the errand is somebody else's by now. */
  note: (sent: NonNullable<Errand["sent"]>) => Promise<boolean>;
  /** Waits so many milliseconds. False: leave off. */
  pause: (milliseconds: number) => Promise<boolean>;
};

/** Thrown to leave an errand to whoever claims it next. */
export class LeftOff extends Error {}

export function refused(problem: Problem): Outcome {
  return { kind: "refused", problem };
}

export function isTooLate({ madeAt }: Errand, { now }: Via): boolean {
  return now().getTime() - madeAt.getTime() > TOO_LATE_MS;
}

/**
 * The person's absences, as Personio has them now. All of them: whether open ends pass a filter on the end is not known.
 */
export function own(personId: string, via: Via): Promise<AbsencePeriod[]> {
  return via.personio.listAbsencePeriods({ personIds: [personId] }, via.unitOf);
}

export function conflict(timeOff: TimeOff, standing: readonly AbsencePeriod[]): Problem | undefined {
  const taken = overlapping(timeOff, standing);
  return taken && { kind: "overlap", first: taken.first, last: taken.last };
}

/** For a catch: what cannot be read after something was sent leaves the question open (`null`); before, it is the answer. */
export function unlessUnknown(sent: Errand["sent"]): (error: unknown) => null {
  return (error) => {
    if (sent && error instanceof ProblemError) return null;
    throw error;
  };
}
