import type { Errand, Outcome } from "../domain/errand.ts";
import { ProblemError } from "../domain/problem.ts";
import { isAsAsked } from "../domain/time-off.ts";
import { create } from "./create.ts";
import { overwrite } from "./overwrite.ts";
import { conflict, LeftOff, own, refused, type Via } from "./via.ts";

/**
 * Does in Personio what an errand says, so that it is done once, also when an earlier try got no answer or was cut off.
 *
 * @returns `undefined` when it was left off: another worker has it, or this one stops
 */
export async function carryOut(errand: Errand, via: Via): Promise<Outcome | undefined> {
  try {
    switch (errand.task.kind) {
      case "create":
        return await create(errand, errand.task.timeOff, via);
      case "change": {
        const { periodId, timeOff } = errand.task;
        const { comment = "" } = timeOff;
        return await overwrite(errand, periodId, via, {
          whyNot: async () => {
            const standing = await own(errand.personId, via);
            return conflict(
              timeOff,
              standing.filter(({ id }) => id !== periodId),
            );
          },
          write: () =>
            via.personio.changeAbsencePeriod(periodId, { ...timeOff, comment }, { skipApproval: via.skipApproval }),
          isDone: (period) => period !== undefined && isAsAsked(period, timeOff) && (period.comment ?? "") === comment,
        });
      }
      case "cancel": {
        const { periodId } = errand.task;
        return await overwrite(errand, periodId, via, {
          whyNot: async () => undefined,
          write: () => via.personio.deleteAbsencePeriod(periodId),
          isDone: (period) => period === undefined || period.status === "DELETION_PENDING",
        });
      }
      case "notice":
        return { kind: "done", periodId: errand.task.periodId };
    }
  } catch (error) {
    if (error instanceof LeftOff) return undefined;
    // Whatever is thrown comes from before anything was sent: what comes later is caught where it happens.
    if (error instanceof ProblemError) return refused(error.problem);
    throw error;
  }
}
