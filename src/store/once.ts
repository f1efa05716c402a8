import type { Kysely } from "kysely";
import type { Tables } from "./database.ts";
import type { Store } from "./store.ts";

/** What `check` writes; nothing that is good for once has such a name. */
const CHECK = "check";

/** What was good for once and is used, as `Store` promises it. `forgetUsed`: what may be forgotten before an instant. */
export function onceIn(
  db: Kysely<Tables>,
): Pick<Store, "takeOnce" | "check"> & { forgetUsed: (before: Date) => Promise<void> } {
  return {
    takeOnce: async (id, until) => {
      const added = await db
        .insertInto("used_states")
        .values({ id, forget_from: until.toISOString() })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirst();
      return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    check: async (now) => {
      const forget_from = now.toISOString();
      await db
        .insertInto("used_states")
        .values({ id: CHECK, forget_from })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ forget_from }))
        .execute();
    },

    forgetUsed: async (before) => {
      await db.deleteFrom("used_states").where("forget_from", "<", before.toISOString()).execute();
    },
  };
}
