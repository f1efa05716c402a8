import type { Kysely, Selectable } from "kysely";
import { addDays } from "../domain/calendar.ts";
import type { Tables } from "./database.ts";
import type { Confirmation, Store } from "./store.ts";

/** An absence without an end is over so many days after its first, as far as forgetting goes. */
const OPEN_END_DAYS = 366;

type ConfirmationStore = Pick<
  Store,
  "saveConfirmation" | "getConfirmation" | "pendingConfirmations" | "removeConfirmation"
>;

/** The confirmations in the database, as `Store` promises them. `forgetConfirmations`: those of absences that ended before. */
export function confirmationsIn(db: Kysely<Tables>): ConfirmationStore & {
  forgetConfirmations: (before: Date) => Promise<number>;
} {
  return {
    saveConfirmation: async (confirmation) => {
      const { period_id, ...rest } = rowOf(confirmation);
      await db
        .insertInto("confirmations")
        .values({ period_id, ...rest })
        .onConflict((conflict) => conflict.column("period_id").doUpdateSet(rest))
        .execute();
    },

    getConfirmation: async (periodId) => {
      const row = await db.selectFrom("confirmations").selectAll().where("period_id", "=", periodId).executeTakeFirst();
      return row && confirmationOf(row);
    },

    pendingConfirmations: async () => {
      const rows = await db
        .selectFrom("confirmations")
        .selectAll()
        .where("is_pending", "=", "yes")
        .orderBy("period_id")
        .execute();
      return rows.map(confirmationOf);
    },

    removeConfirmation: async (periodId) => {
      await db.deleteFrom("confirmations").where("period_id", "=", periodId).execute();
    },

    forgetConfirmations: async (before) => {
      // A day here or there does not matter, so it is the day in UTC.
      const gone = await db
        .deleteFrom("confirmations")
        .where("ends_on", "<", before.toISOString().slice(0, 10))
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}

function rowOf(confirmation: Confirmation): Tables["confirmations"] {
  const { comment, ...told } = confirmation.told;
  return {
    period_id: confirmation.periodId,
    slack_user_id: confirmation.slackUserId,
    person_id: confirmation.personId,
    message: JSON.stringify(confirmation.message ?? null),
    told: JSON.stringify(told),
    is_pending: confirmation.isPending ? "yes" : "no",
    ends_on: told.last?.day ?? addDays(told.first.day, OPEN_END_DAYS),
  };
}

function confirmationOf(row: Selectable<Tables["confirmations"]>): Confirmation {
  const message = JSON.parse(row.message);
  return {
    periodId: row.period_id,
    slackUserId: row.slack_user_id,
    personId: row.person_id,
    ...(message !== null && { message }),
    told: JSON.parse(row.told),
    isPending: row.is_pending === "yes",
  };
}
