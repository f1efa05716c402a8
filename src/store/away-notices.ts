import type { Kysely } from "kysely";
import type { Tables } from "./database.ts";
import type { Store } from "./store.ts";

/** The notices of the day in the database, as `Store` promises them. `forgetNotices`: of days before a day. */
export function awayNoticesIn(
  db: Kysely<Tables>,
): Pick<Store, "claimNotices"> & { forgetNotices: (before: string) => Promise<void> } {
  return {
    claimNotices: async ({ writerId, channel, day }, awayIds) => {
      if (awayIds.length === 0) return [];
      // One statement: whoever comes second waits for the first, and then finds it taken.
      const rows = await db
        .insertInto("away_notices")
        .values(awayIds.map((away_id) => ({ writer_id: writerId, away_id, channel, day })))
        .onConflict((conflict) => conflict.columns(["writer_id", "away_id", "channel", "day"]).doNothing())
        .returning("away_id")
        .execute();
      return rows.map(({ away_id }) => away_id);
    },

    forgetNotices: async (before) => {
      await db.deleteFrom("away_notices").where("day", "<", before).execute();
    },
  };
}
