import type { Selectable } from "kysely";
import type { StatusLink } from "../domain/status.ts";
import { type Database, later, type Tables } from "./database.ts";
import type { Store } from "./store.ts";

type StatusStore = Pick<
  Store,
  | "saveStatusLink"
  | "getStatusLink"
  | "statusLinks"
  | "claimStatusLink"
  | "noteStatusLink"
  | "removeStatusLink"
  | "removeStatusLinks"
>;

/** Those who let the bot set their status, as `Store` promises them. */
export function statusLinksIn({ db, scrub }: Database): StatusStore {
  return {
    saveStatusLink: async (slack_user_id, token) => {
      await db
        .insertInto("status_links")
        .values({ slack_user_id, token, shown: null, about_to: null, left_alone: null, worker: null, free_from: "" })
        .onConflict((conflict) => conflict.column("slack_user_id").doUpdateSet({ token, free_from: "" }))
        .execute();
      await scrub();
    },

    getStatusLink: async (id) => {
      const row = await db.selectFrom("status_links").selectAll().where("slack_user_id", "=", id).executeTakeFirst();
      return row && linkOf(row);
    },

    statusLinks: async () => {
      const rows = await db.selectFrom("status_links").selectAll().orderBy("slack_user_id").execute();
      return rows.map(linkOf);
    },

    claimStatusLink: async (id, worker, now, leaseMs) => {
      // One statement: whoever comes second waits for the first, and then finds it taken.
      const row = await db
        .updateTable("status_links")
        .set({ worker, free_from: later(now, leaseMs) })
        .where("slack_user_id", "=", id)
        .where("free_from", "<=", now.toISOString())
        .returningAll()
        .executeTakeFirst();
      return row && linkOf(row);
    },

    noteStatusLink: async ({ slackUserId, shown, aboutTo, leftAlone }, worker, freeFrom) => {
      const changed = await db
        .updateTable("status_links")
        .set({
          shown: textOf(shown),
          about_to: textOf(aboutTo),
          left_alone: leftAlone ?? null,
          free_from: freeFrom.toISOString(),
        })
        .where("slack_user_id", "=", slackUserId)
        .where("worker", "=", worker)
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },

    removeStatusLink: async (id) => {
      const row = await db.deleteFrom("status_links").where("slack_user_id", "=", id).returningAll().executeTakeFirst();
      if (row) await scrub();
      return row && linkOf(row);
    },

    removeStatusLinks: async () => {
      const gone = await db.deleteFrom("status_links").executeTakeFirst();
      await scrub();
      return Number(gone.numDeletedRows);
    },
  };
}

function linkOf(row: Selectable<Tables["status_links"]>): StatusLink {
  return {
    slackUserId: row.slack_user_id,
    token: row.token,
    ...(row.shown !== null && { shown: JSON.parse(row.shown) }),
    ...(row.about_to !== null && { aboutTo: JSON.parse(row.about_to) }),
    ...(row.left_alone !== null && { leftAlone: row.left_alone }),
  };
}

function textOf(value: object | undefined): string | null {
  return value ? JSON.stringify(value) : null;
}
