import type { AbsencePeriod } from "../domain/absence.ts";
import { type Clock, wallClock } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import { type Kept, type Known, keep } from "../kept.ts";
import type { UnitOf } from "./absences.ts";
import type { Personio } from "./client.ts";
import { withoutComments } from "./comments.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Where this many had to be read for a list, it is read in full each time: that costs no more, and shows what was deleted. */
const FEW = 200;
/** Clocks differ, and Personio lists a change a little after it was made. */
const OVERLAP_MS = 15 * MINUTE;
/** Of so many people everything is read again when theirs changed: one call. Of more, only what is there still. */
const MOST_AGAIN = 50;
/** When a night's work is done, on the company's wall. */
const NIGHT_MS = 3 * HOUR;

/** Some of the company's absences, in no particular order. `read`: how many had to be read for it. */
export type Copy = { periods: AbsencePeriod[]; allReadAt: Date; read: number };

/**
 * Lists of the company's absences that are kept up by what changed since they were read. No list shows what was deleted: it goes when
 * somebody's absences are said to have `changed`, and else with the next reading in full, which whoever asks first after the night waits
 * for. Short lists are read in full each time.
 *
 * @param needs.zone the company's
 */
export function createCopies(needs: {
  personio: Pick<Personio, "listAbsencePeriods">;
  units: () => Promise<UnitOf>;
  zone: string;
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, "kept">;
}) {
  const { personio, units, zone, clock, log, metrics } = needs;
  /** Whose absences are others, and when that was said. */
  const changed = new Map<string, number>();

  /** What a night's work counts for: the day on which it is done. */
  const nightOf = (at: Date) => wallClock(new Date(at.getTime() - NIGHT_MS), zone).day;

  /** What is known, with what changed meanwhile in place of what it was; that which is new may be none of the list's. */
  async function upToDate({ value, at }: Known<readonly AbsencePeriod[]>): Promise<AbsencePeriod[]> {
    const said = [...changed].filter(([, saidAt]) => saidAt >= at.getTime()).map(([personId]) => personId);
    const personIds = said.slice(-MOST_AGAIN);
    const updatedSince = new Date(at.getTime() - OVERLAP_MS - westOf(zone, at));
    const [updated, theirs] = await Promise.all([
      personio.listAbsencePeriods({ updatedSince }, units()),
      personio.listAbsencePeriods({ personIds }, units()),
    ]);
    const rest = value.filter(({ personId }) => !personIds.includes(personId));
    const now = withoutComments([...updated, ...theirs]);
    return distinct([...rest, ...now]);
  }

  return {
    nightOf,

    /** Somebody's absences are others now. What is kept has to be forgotten as well. */
    changed: (personId: string): void => {
      const now = clock().getTime();
      // Whatever is older than that is read in full anyway.
      for (const [id, saidAt] of changed) if (saidAt < now - DAY) changed.delete(id);
      changed.delete(personId);
      changed.set(personId, now);
    },

    /**
     * @param list.readAll the list from Personio, and how many were read for it; `few`: they were not many the last time
     * @param list.keepUp what belongs to the list of what is up to date; `before`: what did
     */
    keep: (
      list: { name: string; freshMs: number; usableMs: number; knownMs: number; max: number } & {
        readAll: (
          key: string,
          last: { few: boolean } | undefined,
        ) => Promise<{ periods: AbsencePeriod[]; read: number }>;
        keepUp: (key: string, periods: AbsencePeriod[], before: AbsencePeriod[]) => Promise<AbsencePeriod[]>;
      },
    ): Kept<Copy> =>
      keep<Copy>({
        ...list,
        clock,
        log,
        metrics,
        load: async (key, last) => {
          const now = clock();
          const few = last !== undefined && last.value.read <= FEW;
          if (last && !few && nightOf(last.value.allReadAt) === nightOf(now)) {
            const before = last.value.periods;
            const periods = await upToDate({ value: before, at: last.at });
            return { ...last.value, periods: await list.keepUp(key, periods, before) };
          }
          return { ...(await list.readAll(key, last && { few })), allReadAt: now };
        },
      }),
  };
}

/** Each once; the last one of several counts. */
export function distinct(periods: readonly AbsencePeriod[]): AbsencePeriod[] {
  return [...new Map(periods.map((period) => [period.id, period])).values()];
}

/** How far a zone is behind UTC, in milliseconds: so much later than meant is a time in UTC to who reads it as local time. */
function westOf(zone: string, at: Date): number {
  const { day, time } = wallClock(at, zone);
  return Math.max(0, at.getTime() - Date.parse(`${day}T${time}Z`));
}
