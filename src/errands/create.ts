import type { AbsencePeriod } from "../domain/absence.ts";
import type { Errand, Outcome } from "../domain/errand.ts";
import { ProblemError } from "../domain/problem.ts";
import { isFoundAs, type TimeOff } from "../domain/time-off.ts";
import {
  conflict,
  isTooLate,
  LeftOff,
  LOOK_AGAIN_MS,
  LOOKS_MS,
  MOST_SENDS,
  own,
  refused,
  unlessUnknown,
  type Via,
} from "./via.ts";

/** For so long a Personio that does not answer is asked what became of it. */
const GIVE_UP_MS = 600_000;

/**
 * Enters an absence once.
 *
 * Personio knows no key that makes a `POST` safe to repeat. So it is written down before it is sent, and whenever its outcome is not
 * known, Personio is looked through for what was asked for, several times, before it is sent again.
 */
export async function create(errand: Errand, timeOff: TimeOff, via: Via): Promise<Outcome> {
  let { sent } = errand;
  for (let sends = 0; ; sends++) {
    if (sent) {
      const found = await lookFor(timeOff, errand, sent, via);
      if (found !== "absent") return found;
    }
    if (isTooLate(errand, via)) return refused({ kind: "too-late" });
    // Sent several times, and not there: one of them may still be on its way.
    if (sends === MOST_SENDS) return { kind: "unknown" };

    const standing = await own(errand.personId, via).catch(unlessUnknown(sent));
    if (!standing) continue;
    // It may have arrived since the last look: then it is no conflict, but ours.
    const arrived = sent && arrivedIn(standing, timeOff, sent);
    if (arrived) return { kind: "done", periodId: arrived.id };
    const taken = conflict(timeOff, standing);
    if (taken) return refused(taken);
    const again = sent;
    sent = again ?? {
      at: via.now(),
      before: standing.filter((period) => isFoundAs(period, timeOff)).map(({ id }) => id),
    };
    if (!(await via.note(sent))) throw new LeftOff();
    try {
      const { personId } = errand;
      const created = await via.personio.createAbsencePeriod(
        { personId, ...timeOff },
        { skipApproval: via.skipApproval },
      );
      return { kind: "done", periodId: created.id };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.problem.kind === "outcome-unknown") continue;
      // A conflict can be with what an earlier try of ours made after all.
      const made = again && (await find(timeOff, errand, again, via).catch(unlessUnknown(again)));
      if (made === null) continue;
      return made ? { kind: "done", periodId: made.id } : refused(error.problem);
    }
  }
}

/** Looks several times, since Personio may still be at it. */
async function lookFor(
  timeOff: TimeOff,
  errand: Errand,
  sent: NonNullable<Errand["sent"]>,
  via: Via,
): Promise<Outcome | "absent"> {
  const giveUpAt = sent.at.getTime() + GIVE_UP_MS;
  for (let looks = 1; ; looks++) {
    if (!(await via.pause(LOOKS_MS[looks - 1] ?? LOOK_AGAIN_MS))) throw new LeftOff();
    try {
      const found = await find(timeOff, errand, sent, via);
      if (found) return { kind: "done", periodId: found.id };
      if (looks >= LOOKS_MS.length) return "absent";
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (via.now().getTime() > giveUpAt) return { kind: "unknown" };
    }
  }
}

async function find(
  timeOff: TimeOff,
  errand: Errand,
  sent: NonNullable<Errand["sent"]>,
  via: Via,
): Promise<AbsencePeriod | undefined> {
  return arrivedIn(await own(errand.personId, via), timeOff, sent);
}

/** What was sent, among the person's absences: not what looked like it before. */
function arrivedIn(
  standing: readonly AbsencePeriod[],
  timeOff: TimeOff,
  { before }: NonNullable<Errand["sent"]>,
): AbsencePeriod | undefined {
  return standing.find((period) => isFoundAs(period, timeOff) && !before.includes(period.id));
}
