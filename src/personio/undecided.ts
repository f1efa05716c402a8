import { type AbsencePeriod, isUndecided } from "../domain/absence.ts";
import { addDays, type Clock, type Day } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import { keep, type OrKnown } from "../kept.ts";
import type { UnitOf } from "./absences.ts";
import type { Personio } from "./client.ts";
import { withoutComments } from "./comments.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** Personio does not filter by that, so all that was touched lately is read, once for everybody. */
const UNDECIDED = { freshMs: 5 * MINUTE, usableMs: 30 * MINUTE, knownMs: 12 * 60 * MINUTE, max: 1 };
/** Whether those that somebody looks at still do: one call. */
const UNDECIDED_NOW = { freshMs: 15 * SECOND, usableMs: MINUTE, max: 500 };
/** What waits longer, or was over longer ago, nobody decides any more. */
const UNDECIDED_DAYS = { asked: 90, over: 31 };

/**
 * The company's absences that wait for a supervisor's word.
 *
 * @param needs.ofPerson one person's absences, as they are now
 */
export function createUndecided(needs: {
  personio: Pick<Personio, "listAbsencePeriods">;
  ofPerson: (personId: string, how: { orKnown: OrKnown | undefined }) => Promise<AbsencePeriod[]>;
  units: () => Promise<UnitOf>;
  today: () => Day;
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, "kept">;
}) {
  const { personio, ofPerson, units, today, clock, log, metrics } = needs;
  /** Whose absences are others since all of them were read. */
  let changedSince = new Set<string>();

  const all = keep({
    name: "undecided absences",
    clock,
    log,
    metrics,
    ...UNDECIDED,
    load: async () => {
      const changedBefore = changedSince;
      changedSince = new Set();
      const endsOnOrAfter = addDays(today(), -UNDECIDED_DAYS.over);
      const updatedSince = new Date(clock().getTime() - UNDECIDED_DAYS.asked * DAY);
      try {
        const found = await personio.listAbsencePeriods({ endsOnOrAfter, updatedSince }, await units());
        return withoutComments(found.filter(isUndecided));
      } catch (error) {
        // What is known is as old as before.
        for (const id of changedBefore) changedSince.add(id);
        throw error;
      }
    },
  });
  const now = keep({
    name: "undecided absences now",
    clock,
    log,
    metrics,
    ...UNDECIDED_NOW,
    load: async (ids) => {
      const found = await personio.listAbsencePeriods({ ids: ids.split(" ") }, await units());
      return withoutComments(found.filter(isUndecided));
    },
  });

  return {
    all: async (orKnown?: OrKnown): Promise<AbsencePeriod[]> => {
      const listed = await all("all", { orKnown });
      const changed = await Promise.all([...changedSince].map((id) => ofPerson(id, { orKnown })));
      return [...listed.filter(({ personId }) => !changedSince.has(personId)), ...changed.flat().filter(isUndecided)];
    },

    still: async (periods: readonly AbsencePeriod[], orKnown?: OrKnown): Promise<AbsencePeriod[]> =>
      periods.length === 0
        ? []
        : now(periods.map(({ id }) => id).join(" "), {
            orKnown,
            otherwise: () => ({ value: [...periods], at: clock() }),
          }),

    absencesChanged: (personId: string): void => {
      now.forget();
      changedSince.add(personId);
    },
  };
}
