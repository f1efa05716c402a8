import type { Kysely } from "kysely";
import type { Tables } from "./database.ts";
import type { Store } from "./store.ts";

/** What Personio's webhooks told one process, for the others, as `Store` promises it. `forgetHeard`: before an instant. */
export function heardIn(
  db: Kysely<Tables>,
): Pick<Store, "noteHeard" | "heardByOthers"> & { forgetHeard: (before: Date) => Promise<void> } {
  return {
    noteHeard: async (heard, worker, at) => {
      const rows = heard.map(({ id, periodId }) => ({ id, period_id: periodId, worker, at: at.toISOString() }));
      await db.insertInto("heard_absences").values(rows).execute();
    },

    heardByOthers: async (worker, after) => {
      const rows = await db
        .selectFrom("heard_absences")
        .select(["id", "period_id"])
        .where("worker", "!=", worker)
        .where("at", ">", after.toISOString())
        .execute();
      return rows.map(({ id, period_id }) => ({ id, periodId: period_id }));
    },

    forgetHeard: async (before) => {
      await db.deleteFrom("heard_absences").where("at", "<", before.toISOString()).execute();
    },
  };
}
