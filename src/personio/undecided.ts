import { type AbsencePeriod, isUndecided } from "../domain/absence.ts";
import { addDays, type Clock, type Day } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import { keep, type OrKnown } from "../kept.ts";
import type { UnitOf } from "./absences.ts";
import type { Personio } from "./client.ts";
import { withoutComments } from "./comments.ts";
import type { createCopies } from "./copies.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** Personio does not filter by that, so all that was touched lately is read, once for everybody. */
const UNDECIDED = { freshMs: 5 * MINUTE, usableMs: 30 * MINUTE, knownMs: 12 * 60 * MINUTE, max: 1 };
/** Whether those that somebody looks at still do: one call. */
const UNDECIDED_NOW = { freshMs: 15 * SECOND, usableMs: MINUTE, max: 500 };
/** What waits longer, or was over longer ago, nobody decides any more. */
const UNDECIDED_DAYS = { asked: 90, over: 31 };

/** The company's absences that wait for a supervisor's word. */
export function createUndecided(needs: {
  personio: Pick<Personio, "listAbsencePeriods">;
  copies: Pick<ReturnType<typeof createCopies>, "keep">;
  units: () => Promise<UnitOf>;
  today: () => Day;
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, "kept">;
}) {
  const { personio, copies, units, today, clock, log, metrics } = needs;

  const all = copies.keep({
    name: "undecided absences",
    ...UNDECIDED,
    readAll: async () => {
      const endsOnOrAfter = addDays(today(), -UNDECIDED_DAYS.over);
      const updatedSince = new Date(clock().getTime() - UNDECIDED_DAYS.asked * DAY);
      const touched = await personio.listAbsencePeriods({ endsOnOrAfter, updatedSince }, units());
      return { periods: withoutComments(touched.filter(isUndecided)), read: touched.length };
    },
    keepUp: async (_key, periods) => periods.filter(isUndecided),
  });
  const now = keep({
    name: "undecided absences now",
    clock,
    log,
    metrics,
    ...UNDECIDED_NOW,
    load: async (ids) => {
      const found = await personio.listAbsencePeriods({ ids: ids.split(" ") }, units());
      return withoutComments(found.filter(isUndecided));
    },
  });

  return {
    all: async (orKnown?: OrKnown): Promise<AbsencePeriod[]> => (await all("all", { orKnown })).periods,

    still: async (periods: readonly AbsencePeriod[], orKnown?: OrKnown): Promise<AbsencePeriod[]> =>
      periods.length === 0
        ? []
        : now(periods.map(({ id }) => id).join(" "), {
            orKnown,
            otherwise: () => ({ value: [...periods], at: clock() }),
          }),

    forget: (): void => {
      all.forget();
      now.forget();
    },
  };
}
