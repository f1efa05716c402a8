import type { Homes } from "../commands/homes.ts";
import type { Pictures } from "../commands/pictures.ts";
import type { Digests } from "../digests/digests.ts";
import type { Clock } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Directory } from "../personio/directory.ts";
import type { Statuses } from "../presence/statuses.ts";
import { factsOf } from "../problems.ts";
import type { Store } from "../store/store.ts";
import type { Errands } from "./errands.ts";
import type { Others } from "./others.ts";
import type { Watch } from "./watch.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** How often a round is made. */
export const ROUND_MS = 15 * SECOND;
/** How often Personio is asked about what waits for a word. */
const ASK_MS = 5 * MINUTE;
/** The same where it tells by its webhooks: for what it told while nobody listened, or before the person's confirmation was kept. */
const ASK_ANYWAY_MS = 60 * MINUTE;
const FORGET_MS = DAY;
/** The same of what is kept for a day at most. */
const FORGET_SHORT_LIVED_MS = 60 * MINUTE;

/**
 * What is done unasked: posts digests, keeps statuses, takes up errands that were left, reads at night, removes old pictures, asks Personio
 * about what is pending, forgets what is old. One round is made at a time; whatever goes wrong is tried again in a later one.
 */
export function createRound(needs: {
  errands: Errands;
  directory: Pick<Directory, "atNight">;
  others: Others;
  homes: Pick<Homes, "absencesChanged">;
  digests: Pick<Digests, "send" | "follow" | "tellOwners">;
  watch: Watch;
  pictures: Pick<Pictures, "removeOld">;
  statuses: Pick<Statuses, "look"> | undefined;
  store: Store;
  /** Personio tells by its webhooks, so that it need not be asked as often. */
  hasWebhook: boolean;
  retentionDays: number;
  clock: Clock;
  log: Log;
}): () => Promise<void> {
  const { errands, others, digests, watch, statuses, store, clock, log } = needs;
  const askEvery = needs.hasWebhook ? ASK_ANYWAY_MS : ASK_MS;
  let isGoing = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  let forgotAt = Number.NEGATIVE_INFINITY;
  let forgotShortLivedAt = Number.NEGATIVE_INFINITY;

  return async () => {
    if (isGoing) return;
    isGoing = true;
    try {
      // Not waited for: one of them may take minutes, and the next round takes up others meanwhile.
      void digests.send().catch((error: unknown) => log.warn(factsOf(error), "digests could not be looked at"));
      void digests
        .follow()
        .catch((error: unknown) => log.warn(factsOf(error), "posted digests could not be looked at"));
      void errands.sweep().catch((error: unknown) => log.warn(factsOf(error), "errands could not be taken up"));
      void statuses?.look().catch((error: unknown) => log.warn(factsOf(error), "statuses could not be looked at"));
      void needs.directory
        .atNight()
        .catch((error: unknown) => log.warn(factsOf(error), "the night's reading of Personio could not be finished"));
      await others.catchUp();
      for (const personId of others.takeChanged()) await needs.homes.absencesChanged(personId);
      await digests.tellOwners();
      await needs.pictures.removeOld();
      const now = clock().getTime();
      if (now - askedAt >= askEvery) {
        askedAt = now;
        await watch.ask();
      }
      if (now - forgotShortLivedAt >= FORGET_SHORT_LIVED_MS) {
        forgotShortLivedAt = now;
        await store.forgetShortLived(clock());
      }
      if (now - forgotAt >= FORGET_MS) {
        forgotAt = now;
        await store.forget(new Date(now - needs.retentionDays * DAY));
      }
    } catch (error) {
      log.warn(factsOf(error), "a round could not be finished");
    } finally {
      isGoing = false;
    }
  };
}
