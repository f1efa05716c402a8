import type { Kysely } from "kysely";
import type { Tables } from "./database.ts";
import type { Store } from "./store.ts";

/** What people chose, in the database, as `Store` promises it. */
export function preferencesIn(db: Kysely<Tables>): Pick<Store, "getPreferences" | "savePreferences"> {
  // Put together once: it is asked before each answer.
  const chosenBy = db.selectFrom("preferences").select("chosen").where("slack_user_id", "=", "").compile();

  return {
    getPreferences: async (slackUserId) => {
      const {
        rows: [row],
      } = await db.executeQuery<{ chosen: string }>({ ...chosenBy, parameters: [slackUserId] });
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
