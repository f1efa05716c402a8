import type { AbsencePeriod } from "../domain/absence.ts";
import { addDays, type Clock, type Day } from "../domain/calendar.ts";
import type { UnitOf } from "./absences.ts";
import type { Personio } from "./client.ts";

/** How far back the beginning of an open-ended absence is looked for. */
const LOOK_BACK_DAYS = 400;
/** Every list shows only what exists, so that what was missed is found by reading all again once a day. */
const READ_ALL_MS = 24 * 60 * 60 * 1000;
/**
 * Clocks differ, Personio lists a change a little after it was made, and whether it reads the moment as UTC or as the company's local
 * time is not documented: no zone is farther away than 14 hours.
 */
const OVERLAP_MS = 15 * 60 * 60 * 1000;

/**
 * The open-ended absences, for a Personio whose filter on the end leaves them out (whether it does is documented nowhere).
 *
 * They are found once by reading everything that began in the last 400 days, and then kept up by what changed since, with the
 * known ones read again by id, because neither a deletion nor an end that was set shows elsewhere.
 */
export function createOpenEnded(personio: Pick<Personio, "listAbsencePeriods">, clock: Clock) {
  let known = new Map<string, AbsencePeriod>();
  let allReadAt = 0;
  let changesReadAt = new Date(0);

  const remember = (periods: readonly AbsencePeriod[]) => {
    for (const period of periods) if (period.last === null) known.set(period.id, period);
  };

  /** All that are known by now. Not to be called again before it has answered. */
  return async (today: Day, unitOf: UnitOf): Promise<AbsencePeriod[]> => {
    const now = clock();
    if (now.getTime() - allReadAt > READ_ALL_MS) {
      const began = {
        startsOnOrAfter: addDays(today, -LOOK_BACK_DAYS),
        startsOnOrBefore: addDays(today, LOOK_BACK_DAYS),
      };
      const all = await personio.listAbsencePeriods(began, unitOf);
      known = new Map();
      remember(all);
      allReadAt = now.getTime();
    } else {
      const updatedSince = new Date(changesReadAt.getTime() - OVERLAP_MS);
      const ids = [...known.keys()];
      const [changed, again] = await Promise.all([
        personio.listAbsencePeriods({ updatedSince }, unitOf),
        ids.length > 0 ? personio.listAbsencePeriods({ ids }, unitOf) : [],
      ]);
      for (const id of ids) known.delete(id);
      remember([...again, ...changed]);
    }
    changesReadAt = now;
    return [...known.values()];
  };
}
