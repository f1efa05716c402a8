import type { Selectable } from "kysely";
import type { Day } from "../domain/calendar.ts";
import type { Delivery } from "../domain/digest.ts";
import { type Database, later, type Tables } from "./database.ts";
import type { Store } from "./store.ts";

type DeliveryStore = Pick<
  Store,
  | "claimDelivery"
  | "noteDelivery"
  | "releaseDelivery"
  | "dropDelivery"
  | "settleDelivery"
  | "settledSlots"
  | "openExtras"
  | "lastDeliveries"
  | "lastTold"
  | "claimFollowing"
  | "noteFollowing"
>;
type Key = Pick<Delivery, "digestId" | "slot">;

/** The deliveries in the database, as `Store` promises them. `forgetDeliveries`: of days before that of an instant. */
export function deliveriesIn({ db, oneAtATime }: Database): DeliveryStore & {
  forgetDeliveries: (before: Date) => Promise<number>;
} {
  const rowOf = ({ digestId, slot }: Key) =>
    db.updateTable("deliveries").where("digest_id", "=", digestId).where("slot", "=", slot);
  /** Only whoever has it in hand may change what is not settled. */
  const change = async (key: Key, worker: string, values: Partial<Tables["deliveries"]>): Promise<boolean> => {
    const changed = await rowOf(key)
      .set(values)
      .where("worker", "=", worker)
      .where("outcome", "is", null)
      .executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  };

  return {
    claimDelivery: async ({ digestId, slot, day }, worker, now, leaseMs) => {
      const free_from = later(now, leaseMs);
      // One statement: whoever comes second waits for the first, and then finds it taken.
      const row = await db
        .insertInto("deliveries")
        .values({
          digest_id: digestId,
          slot,
          day,
          worker,
          free_from,
          tries: 0,
          doubt_since: null,
          outcome: null,
          posted: null,
          follow_from: "",
          settled_at: null,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["digest_id", "slot"])
            .doUpdateSet({ worker, free_from })
            .where("deliveries.outcome", "is", null)
            .where("deliveries.free_from", "<=", now.toISOString()),
        )
        .returningAll()
        .executeTakeFirst();
      return row && deliveryOf(row);
    },

    noteDelivery: ({ tries, doubtSince, ...key }, worker, now, leaseMs) =>
      change(key, worker, {
        tries,
        doubt_since: doubtSince?.toISOString() ?? null,
        free_from: later(now, leaseMs),
      }),

    releaseDelivery: (key, worker, at) => change(key, worker, { free_from: at.toISOString() }),

    dropDelivery: async ({ digestId, slot }, worker) => {
      await db
        .deleteFrom("deliveries")
        .where("digest_id", "=", digestId)
        .where("slot", "=", slot)
        .where("worker", "=", worker)
        .where("outcome", "is", null)
        .execute();
    },

    settleDelivery: (key, worker, now, { outcome, posted, followFrom }) =>
      change(key, worker, {
        outcome,
        settled_at: now.toISOString(),
        posted: posted ? JSON.stringify(posted) : null,
        follow_from: followFrom?.toISOString() ?? "",
      }),

    settledSlots: async (from) => {
      const rows = await db
        .selectFrom("deliveries")
        .select(["digest_id", "slot"])
        .where("day", ">=", from)
        .where("outcome", "is not", null)
        .execute();
      return new Set(rows.map(({ digest_id, slot }) => `${digest_id} ${slot}`));
    },

    openExtras: async (now) => {
      const rows = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("outcome", "is", null)
        .where("free_from", "<=", now.toISOString())
        .whereRef("slot", "!=", "day")
        .execute();
      return rows.map(deliveryOf);
    },

    lastDeliveries: async (digestIds) => {
      if (digestIds.length === 0) return new Map();
      const rows = await db
        .selectFrom("deliveries")
        .select(["digest_id", "day", "outcome"])
        .where("digest_id", "in", digestIds)
        .where("outcome", "is not", null)
        .orderBy("settled_at")
        .execute();
      // The last one of each stays.
      return new Map(
        rows.flatMap(({ digest_id, day, outcome }) => (outcome ? [[digest_id, { day: day as Day, outcome }]] : [])),
      );
    },

    lastTold: async (digestId, before) => {
      const row = await db
        .selectFrom("deliveries")
        .select("day")
        .where("digest_id", "=", digestId)
        .where("day", "<", before)
        .whereRef("slot", "=", "day")
        .where("outcome", "in", ["sent", "nobody"])
        .orderBy("day", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.day as Day | undefined;
    },

    claimFollowing: async (now, next) => {
      const at = now.toISOString();
      const row = await oneAtATime((one) =>
        one
          .updateTable("deliveries")
          .set({ follow_from: next.toISOString() })
          .where(({ eb, selectFrom, refTuple }) =>
            eb(
              refTuple("digest_id", "slot"),
              "=",
              selectFrom("deliveries as next")
                .select(["next.digest_id", "next.slot"])
                .where("next.follow_from", "!=", "")
                .where("next.follow_from", "<=", at)
                .orderBy("next.follow_from")
                .limit(1)
                .$asTuple("digest_id", "slot"),
            ),
          )
          .returningAll()
          .executeTakeFirst(),
      );
      return row?.posted ? { delivery: deliveryOf(row), posted: JSON.parse(row.posted) } : undefined;
    },

    noteFollowing: async (key, posted) => {
      await rowOf(key)
        .set(posted ? { posted: JSON.stringify(posted) } : { follow_from: "" })
        .execute();
    },

    forgetDeliveries: async (before) => {
      // A day here or there does not matter, so it is the day in UTC.
      const gone = await db
        .deleteFrom("deliveries")
        .where("day", "<", before.toISOString().slice(0, 10))
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}

function deliveryOf(row: Selectable<Tables["deliveries"]>): Delivery {
  return {
    digestId: row.digest_id,
    slot: row.slot,
    day: row.day as Day,
    tries: row.tries,
    ...(row.doubt_since !== null && { doubtSince: new Date(row.doubt_since) }),
  };
}
