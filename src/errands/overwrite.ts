import type { AbsencePeriod } from "../domain/absence.ts";
import type { Errand, Outcome } from "../domain/errand.ts";
import { orGone, type Problem, ProblemError } from "../domain/problem.ts";
import { isTooLate, LeftOff, LOOK_AGAIN_MS, LOOKS_MS, MOST_SENDS, refused, unlessUnknown, type Via } from "./via.ts";

/** Changes or deletes an absence of the person's, which does no harm when it is done twice. */
export async function overwrite(
  errand: Errand,
  periodId: string,
  via: Via,
  how: {
    whyNot: () => Promise<Problem | undefined>;
    write: () => Promise<void>;
    isDone: (period: AbsencePeriod | undefined) => boolean;
  },
): Promise<Outcome> {
  const done: Outcome = { kind: "done", periodId };
  const look = () => via.personio.getAbsencePeriod(periodId, via.unitOf).catch(orGone);
  const period = await look().catch(unlessUnknown(errand.sent));
  if (errand.sent) {
    if (period !== null && how.isDone(period)) return done;
    if (isTooLate(errand, via)) return period === null ? { kind: "unknown" } : refused({ kind: "too-late" });
  } else {
    if (period?.personId !== errand.personId) return refused({ kind: "not-in-personio" });
    if (isTooLate(errand, via)) return refused({ kind: "too-late" });
    const problem = await how.whyNot();
    if (problem) return refused(problem);
  }

  const sent = errand.sent ?? { at: via.now(), before: [] };
  for (let sends = 1; ; sends++) {
    if (!(await via.note(sent))) throw new LeftOff();
    try {
      await how.write();
      return done;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const isUnknown = error.problem.kind === "outcome-unknown";
      if (isUnknown && !(await via.pause(LOOKS_MS[sends - 1] ?? LOOK_AGAIN_MS))) throw new LeftOff();
      const now = await look().catch(unlessUnknown(sent));
      if (now !== null && how.isDone(now)) return done;
      if (!isUnknown) return refused(error.problem);
      if (sends >= MOST_SENDS) return { kind: "unknown" };
    }
  }
}
