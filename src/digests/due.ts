import { type Clock, type Day, wallClock } from "../domain/calendar.ts";
import { type Digest, minutesUntil, type Slot, slotsOf } from "../domain/digest.ts";
import type { Store } from "../store/store.ts";

/** One posting that is to be made, or noted as missed. `slot`: the day of a regular one, else the name of the wish. */
export type Due = { digest: Digest; slot: string; day: Day; state: Slot["state"] | "asked for" };

const MINUTE = 60_000;
/** Who did not look for so long may have missed more than the latest time: the bot was down, or the machine slept. */
const AWAY_MS = 10 * MINUTE;
/** How long before its time a digest is made ready. */
const AHEAD_MINUTES = 15;

/** What is to be posted, by the wall clocks of the digests' zones. */
export function createDue({ store, lateHours, clock }: { store: Store; lateHours: number; clock: Clock }) {
  let lookedAt = Number.NEGATIVE_INFINITY;

  /** `isNext`: the time of some comes with the next full minute. */
  return async (): Promise<{ due: Due[]; soon: Omit<Due, "slot" | "state">[]; isNext: boolean }> => {
    const now = clock();
    const wasAway = now.getTime() - lookedAt > AWAY_MS;
    lookedAt = now.getTime();
    const wallIn = (zone: string) => wallClock(now, zone);
    const digests = await store.runningDigests();
    if (digests.length === 0) return { due: [], soon: [], isNext: false };

    const came = digests.flatMap((digest): Due[] => {
      const slots = [...slotsOf(digest, wallIn(digest.setup.zone), lateHours)];
      return (wasAway ? slots : slots.slice(0, 1)).map((slot) => ({ digest, slot: slot.day, ...slot }));
    });
    const firstDay = came.map(({ day }) => day).toSorted()[0];
    const settled = firstDay === undefined ? new Set<string>() : await store.settledSlots(firstDay);
    const regular = came.filter(({ digest, slot }) => !settled.has(`${digest.id} ${slot}`));

    const byId = new Map(digests.map((digest) => [digest.id, digest]));
    const extras = (await store.openExtras(now)).flatMap(({ digestId, slot, day }): Due[] => {
      const digest = byId.get(digestId);
      // What is "today" in it would no longer be.
      const isOld = digest && wallIn(digest.setup.zone).day > day;
      return digest ? [{ digest, slot, day, state: isOld ? "missed" : "asked for" }] : [];
    });
    const soon = digests.flatMap((digest) => {
      const wall = wallIn(digest.setup.zone);
      const left = minutesUntil(digest.setup, wall);
      return left !== undefined && left <= AHEAD_MINUTES ? [{ digest, day: wall.day, left }] : [];
    });
    return { due: [...extras, ...regular], soon, isNext: soon.some(({ left }) => left <= 1) };
  };
}
