import type { Homes } from "../commands/homes.ts";
import { type AbsenceType, unitsIn } from "../domain/absence.ts";
import type { Clock } from "../domain/calendar.ts";
import { type Errand, errandReference, type Outcome } from "../domain/errand.ts";
import type { Log } from "../domain/log.ts";
import { leaveOut } from "../domain/problem.ts";
import type { Personio } from "../personio/client.ts";
import type { Directory } from "../personio/directory.ts";
import { factsOf } from "../problems.ts";
import { asRequest } from "../requests.ts";
import type { Store } from "../store/store.ts";
import { carryOut } from "./carry-out.ts";

const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** Longer than the longest call: whoever holds an errand says so again at each of its steps. */
const LEASE_MS = 90 * SECOND;
/** Until an errand is taken up again that could not be ended. */
const TRY_AGAIN_MS = 30 * SECOND;
/** After so long nobody is told any more: who left the company, or switched direct messages off. */
const TELL_FOR_MS = 24 * HOUR;
/** A notice sooner: Personio is asked about what is pending again and again. */
const NOTICE_FOR_MS = 10 * 60 * SECOND;

export type Errands = ReturnType<typeof createErrands>;

/**
 * Brings errands to their end: carries them out in Personio, and has people told what came of it. Each is the business of one
 * worker at a time, whichever process it lives in, and one person's errands are done one after the other. An errand outlives the
 * process: whoever starts next takes up what was left.
 *
 * @param needs.teller `tell` resolves when the person was told; it may be asked twice for one errand, when the process ended in between
 * @param needs.worker names this process
 * @param needs.sleep takes milliseconds
 */
export function createErrands(needs: {
  store: Store;
  personio: Personio;
  directory: Pick<Directory, "absenceTypes" | "absencesChanged">;
  teller: {
    tell: (errand: Errand & { outcome: Outcome }) => Promise<void>;
    showAgain: (viewId: string) => Promise<void>;
  };
  homes: Pick<Homes, "absencesChanged">;
  worker: string;
  skipApproval: boolean;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
  log: Log;
}) {
  const { store, personio, directory, worker, clock, log } = needs;
  const inHand = new Map<string, Promise<void>>();
  let isStopped = false;

  /** Takes up everything that is open and free, and resolves when it is at its end. */
  async function sweep(): Promise<void> {
    const taken: Promise<void>[] = [];
    while (!isStopped) {
      const errand = await store.claimErrand(worker, clock(), LEASE_MS);
      if (!errand) break;
      // This process stood still for longer than the lease, and is at it still.
      if (inHand.has(errand.id)) continue;
      const work = asRequest(errandReference(errand), () => toTheEnd(errand)).finally(() => inHand.delete(errand.id));
      inHand.set(errand.id, work);
      // The same person's next errand was waiting for this one.
      const next = work.then(sweep);
      // Heard below; but not before the next claim is through, and a rejection that nobody hears ends the process.
      next.catch(() => {});
      taken.push(next);
    }
    await Promise.all(taken);
  }

  async function toTheEnd(errand: Errand): Promise<void> {
    const { id, task } = errand;
    const facts = { errand: task.kind, user: errand.slackUserId };
    try {
      const outcome = errand.outcome ?? (await carriedOut(errand));
      if (!outcome) {
        await store.releaseErrand(id, worker, clock());
        return;
      }
      if (!errand.outcome && !(await store.noteErrand(id, worker, { outcome }, clock(), LEASE_MS))) return;
      if (task.kind !== "notice") log.info({ ...facts, outcome: outcome.kind }, "an errand is carried out");
      directory.absencesChanged(errand.personId);
      void needs.homes
        .absencesChanged(errand.personId)
        .catch((error: unknown) => log.warn(factsOf(error), "homes could not be brought up to date"));
      await needs.teller.tell({ ...errand, outcome });
      await store.closeErrand(id, worker, clock());
    } catch (error) {
      const longest = task.kind === "notice" ? NOTICE_FOR_MS : TELL_FOR_MS;
      const isOld = clock().getTime() - errand.madeAt.getTime() > longest;
      log.error({ ...facts, ...factsOf(error) }, isOld ? "gave up an errand" : "an errand has to wait");
      await (isOld
        ? store.closeErrand(id, worker, clock())
        : store.releaseErrand(id, worker, new Date(clock().getTime() + TRY_AGAIN_MS))
      ).catch((again: unknown) => log.error(factsOf(again), "the store does not answer"));
    }
  }

  async function carriedOut(errand: Errand): Promise<Outcome | undefined> {
    // Their units are nice to know; without, Personio's times are read as they look.
    const types = await directory.absenceTypes().catch(leaveOut(log, new Map<string, AbsenceType>()));
    return carryOut(errand, {
      personio,
      unitOf: unitsIn(types),
      skipApproval: needs.skipApproval,
      now: clock,
      note: (sent) => store.noteErrand(errand.id, worker, { sent }, clock(), LEASE_MS),
      pause: async (milliseconds) => {
        await needs.sleep(milliseconds);
        return !isStopped && (await store.noteErrand(errand.id, worker, {}, clock(), LEASE_MS));
      },
    });
  }

  return {
    /**
     * Keeps an errand: from here on it is brought to its end, whatever happens. Nothing is done yet: `sweep` does.
     * @returns false when it is kept already (the same form, sent twice)
     */
    keep: (errand: Errand): Promise<boolean> => store.addErrand(errand),

    sweep,

    /** Resolves when this process is done with the errand, if it has it in hand. */
    settled: async (id: string): Promise<void> => inHand.get(id),

    /** Shows once more in its window what came of an errand, when it is at its end. */
    showAgain: async (id: string, viewId: string): Promise<void> => {
      await inHand.get(id);
      await needs.teller.showAgain(viewId);
    },

    /** What waits is left to whoever starts next; what is being done is finished, as far as it does not have to wait. */
    stop: async (): Promise<void> => {
      isStopped = true;
      await Promise.allSettled(inHand.values());
    },
  };
}
