import type { Log } from "../domain/log.ts";
import { aboutIn } from "./about.ts";
import { awayNoticesIn } from "./away-notices.ts";
import { confirmationsIn } from "./confirmations.ts";
import { deliveriesIn } from "./deliveries.ts";
import { digestsIn } from "./digests.ts";
import { errandsIn } from "./errands.ts";
import { heardIn } from "./heard.ts";
import { NewerDatabase } from "./migrations.ts";
import { onceIn } from "./once.ts";
import { picturesIn } from "./pictures.ts";
import { preferencesIn } from "./preferences.ts";
import { sqlite } from "./sqlite.ts";
import { statusLinksIn } from "./status-links.ts";
import type { Store } from "./store.ts";

const HALF_A_DAY_MS = 12 * 3_600_000;
const DAY_MS = 2 * HALF_A_DAY_MS;

/** The database cannot be used. The message is one sentence for the admin, without a secret. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/**
 * Opens the store and brings its tables up to date. Several processes may do so at the same moment, and share it afterwards.
 *
 * @param url `file:./data/whosout.db` (relative to the working directory; made with its folder where it is missing, for this user
 *   alone), or `postgres://user:password@host/database`
 * @param log hears of lost connections
 * @throws StoreError when it cannot be reached, read or written, or a later version of this program has taken something away
 */
export async function openStore(url: string, log?: Log): Promise<Store> {
  const database = url.startsWith("file:") ? sqlite(url) : (await import("./postgres.ts")).postgres(url, log);
  const { db, migrate, explain, scrub, close } = database;
  try {
    await migrate();
  } catch (error) {
    await close();
    throw new StoreError(
      error instanceof NewerDatabase
        ? "A newer Whosout has taken something out of the database that this one needs; start that version, or restore a backup."
        : explain(error),
    );
  }
  const errands = errandsIn(database);
  const confirmations = confirmationsIn(db);
  const digests = digestsIn(db);
  const deliveries = deliveriesIn(database);
  const pictures = picturesIn(db);
  const { claimNotices, forgetNotices } = awayNoticesIn(db);
  const { forgetUsed, ...once } = onceIn(db);
  const { forgetHeard, ...heard } = heardIn(db);
  return {
    ...errands,
    ...confirmations,
    ...preferencesIn(db),
    claimNotices,
    ...statusLinksIn(database),
    ...once,
    ...heard,
    ...digests,
    ...deliveries,
    ...pictures,
    ...aboutIn(database),
    forget: async (before) => {
      const forgotten =
        (await errands.forgetErrands(before)) +
        (await confirmations.forgetConfirmations(before)) +
        (await digests.forgetChanges(before)) +
        (await deliveries.forgetDeliveries(before)) +
        (await pictures.forgetPictures(before));
      if (forgotten > 0) await scrub();
      return forgotten;
    },
    forgetShortLived: async (now) => {
      // Where the day ends last on earth, clocks are twelve hours behind.
      await forgetNotices(new Date(now.getTime() - HALF_A_DAY_MS).toISOString().slice(0, 10));
      await forgetUsed(now);
      await forgetHeard(new Date(now.getTime() - DAY_MS));
    },
    close,
  };
}
