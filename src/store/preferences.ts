import type { Kysely } from "kysely";
import type { Tables } from "./database.ts";
import type { Store } from "./store.ts";

/** What people chose, in the database, as `Store` promises it. */
export function preferencesIn(db: Kysely<Tables>): Pick<Store, "getPreferences" | "savePreferences"> {
  return {
    getPreferences: async (slackUserId) => {
      const row = await db
        .selectFrom("preferences")
        .select("chosen")
        .where("slack_user_id", "=", slackUserId)
        .executeTakeFirst();
      return row ? JSON.parse(row.chosen) : {};
    },

    savePreferences: async (slackUserId, preferences) => {
      const chosen = JSON.stringify(preferences);
      await db
        .insertInto("preferences")
        .values({ slack_user_id: slackUserId, chosen })
        .onConflict((conflict) => conflict.column("slack_user_id").doUpdateSet({ chosen }))
        .execute();
    },
  };
}
