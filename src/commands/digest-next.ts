import { type Clock, type Day, daysBetween, wallClock } from "../domain/calendar.ts";
import { type Digest, nextSlot, type Setup, slotOf } from "../domain/digest.ts";
import type { Store } from "../store/store.ts";
import type { Texts } from "../texts/texts.ts";

type Planned = Pick<Digest, "id" | "setup">;
/** Undefined: it cannot be known now. */
type IsFree = (setup: Setup, day: Day) => Promise<boolean | undefined>;

const MINUTE_MS = 60_000;
/** How far ahead free days are skipped: weeks that are all free are rare, and each day may be a question to Personio. */
const LOOK_AHEAD_DAYS = 14;

/**
 * The day of the next message: free days are skipped, as far as they can be known. When today's is settled, a later time today brings no
 * second one.
 *
 * @param settled as `Store.settledSlots` tells them, from that day on
 */
export async function nextDay(
  { id, setup }: Planned,
  now: Date,
  settled: ReadonlySet<string>,
  isFree: IsFree,
): Promise<Day> {
  const wall = wallClock(now, setup.zone);
  const after = (day: Day) => nextSlot(setup, { day, time: "24:00" });
  const first = settled.has(`${id} ${wall.day}`) ? after(wall.day) : nextSlot(setup, wall);
  if (setup.postsOnFreeDays) return first;
  for (let day = first; daysBetween(first, day) < LOOK_AHEAD_DAYS; day = after(day)) {
    // Whatever it is that cannot be read: a day that may turn out free is better than none.
    const free = await isFree(setup, day).catch(() => undefined);
    if (free === undefined) return first;
    if (!free) return day;
  }
  return first;
}

/** The same, for a digest alone. */
export async function nextDayOf(
  planned: Planned,
  { store, clock, isFree }: { store: Pick<Store, "settledSlots">; clock: Clock; isFree: IsFree },
): Promise<Day> {
  const now = clock();
  return nextDay(planned, now, await store.settledSlots(wallClock(now, planned.setup.zone).day), isFree);
}

/** When the message of a day comes, in words. */
export function nextText({ time, zone }: Setup, day: Day, now: Date, texts: Texts): string {
  return texts.digest.next(texts.away.day(day, wallClock(now, zone).day), time, zone);
}

/**
 * From when on times are a digest's own after a change. What it still owes today stays owed; a time that only the change let come today is
 * not made up for.
 */
export async function sinceOf(
  before: Digest,
  setup: Setup,
  now: Date,
  { settledSlots }: Pick<Store, "settledSlots">,
): Promise<Date> {
  const wall = wallClock(now, setup.zone);
  const [hours = 0, minutes = 0] = wall.time.split(":").map(Number);
  const midnight = new Date(now.getTime() - (hours * 60 + minutes + 1) * MINUTE_MS);
  const came = slotOf(before, wallClock(now, before.setup.zone), 24)?.day;
  const comes = slotOf({ setup, since: midnight }, wall, 24)?.day;
  const isOwed = came !== undefined && came === comes && !(await settledSlots(came)).has(`${before.id} ${came}`);
  return isOwed ? midnight : now;
}
