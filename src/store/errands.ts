import { type ExpressionBuilder, type Selectable, sql } from "kysely";
import type { Errand, Task } from "../domain/errand.ts";
import { type Database, later, type Tables } from "./database.ts";
import type { Store } from "./store.ts";

type ErrandStore = Pick<
  Store,
  "addErrand" | "getErrand" | "claimErrand" | "noteErrand" | "closeErrand" | "releaseErrand" | "carriedOutByOthers"
>;

/** The errands in the database, as `Store` promises them. `forgetErrands` forgets what was closed before an instant. */
export function errandsIn({ db, oneAtATime, scrub }: Database): ErrandStore & {
  forgetErrands: (before: Date) => Promise<number>;
} {
  const get = (id: string) => db.selectFrom("errands").selectAll().where("id", "=", id).executeTakeFirst();
  const change = async (id: string, worker: string, values: Partial<Tables["errands"]>): Promise<boolean> => {
    const changed = await db
      .updateTable("errands")
      .set(values)
      .where("id", "=", id)
      .where("worker", "=", worker)
      .where("closed_at", "is", null)
      .executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  };

  return {
    addErrand: async (errand) => {
      const added = await db
        .insertInto("errands")
        .values({
          id: errand.id,
          person_id: errand.personId,
          slack_user_id: errand.slackUserId,
          view_id: errand.viewId ?? null,
          made_at: errand.madeAt.toISOString(),
          task: JSON.stringify(errand.task),
          sent: textOf(errand.sent),
          outcome: textOf(errand.outcome),
          worker: null,
          free_from: "",
          closed_at: null,
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirst();
      return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    getErrand: async (id) => {
      const row = await get(id);
      return row && errandOf(row);
    },

    claimErrand: async (worker, now, leaseMs) => {
      const at = now.toISOString();
      const row = await oneAtATime((one) =>
        one
          .updateTable("errands")
          .set({ worker, free_from: later(now, leaseMs) })
          .where("id", "=", ({ selectFrom }) =>
            selectFrom("errands as next")
              .select("next.id")
              .where("next.closed_at", "is", null)
              .where("next.free_from", "<=", at)
              .where((eb) => eb.not(eb.exists(goesBefore(eb, at))))
              .orderBy("next.made_at")
              .orderBy("next.id")
              .limit(1),
          )
          // Renewing a lease takes no turn, so PostgreSQL looks once more at the row that it writes.
          .where("closed_at", "is", null)
          .where("free_from", "<=", at)
          .returningAll()
          .executeTakeFirst(),
      );
      return row && errandOf(row);
    },

    noteErrand: (id, worker, { sent, outcome }, now, leaseMs) =>
      change(id, worker, {
        ...(sent && { sent: JSON.stringify(sent) }),
        ...(outcome && { outcome: JSON.stringify(outcome) }),
        free_from: later(now, leaseMs),
      }),

    closeErrand: async (id, worker, now) => {
      const row = await get(id);
      if (!row) return false;
      const errand = errandOf(row);
      const closed = await change(id, worker, {
        task: JSON.stringify(withoutWords(errand.task)),
        outcome: textOf(errand.outcome && withoutReason(errand.outcome)),
        closed_at: now.toISOString(),
      });
      if (closed) await scrub();
      return closed;
    },

    releaseErrand: (id, worker, at) => change(id, worker, { worker: null, free_from: at.toISOString() }),

    carriedOutByOthers: async (worker, after) => {
      const rows = await db
        .selectFrom("errands")
        .select(["id", "person_id"])
        .where("outcome", "is not", null)
        .where("worker", "!=", worker)
        .where(({ or, eb }) => or([eb("closed_at", "is", null), eb("closed_at", ">", after.toISOString())]))
        .execute();
      return rows.map(({ id, person_id }) => ({ id, personId: person_id }));
    },

    forgetErrands: async (before) => {
      const gone = await db.deleteFrom("errands").where("closed_at", "<", before.toISOString()).executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}

/**
 * The person's open errands that go before `next`: the one that was begun, else the older ones. What is carried out already goes
 * before it only while somebody is at telling it: whom Slack does not reach just now may still want something.
 */
function goesBefore({ selectFrom }: ExpressionBuilder<Tables & { next: Tables["errands"] }, "next">, at: string) {
  return selectFrom("errands as other")
    .select("other.id")
    .whereRef("other.person_id", "=", "next.person_id")
    .whereRef("other.id", "!=", "next.id")
    .where("other.closed_at", "is", null)
    .where(
      sql<boolean>`((other.worker is not null and (other.outcome is null or other.free_from > ${at}))
        or (other.outcome is null and next.worker is null and (other.made_at, other.id) < (next.made_at, next.id)))`,
    );
}

function errandOf(row: Selectable<Tables["errands"]>): Errand {
  return {
    id: row.id,
    task: JSON.parse(row.task),
    slackUserId: row.slack_user_id,
    personId: row.person_id,
    ...(row.view_id !== null && { viewId: row.view_id }),
    madeAt: new Date(row.made_at),
    ...(row.sent !== null && { sent: sentOf(row.sent) }),
    ...(row.outcome !== null && { outcome: JSON.parse(row.outcome) }),
  };
}

function sentOf(text: string): NonNullable<Errand["sent"]> {
  const { at, before } = JSON.parse(text);
  return { at: new Date(at), before };
}

/** Comment and substitute are nobody's business any more. */
function withoutWords(task: Task): Task {
  if (task.kind === "notice") return task;
  const { comment, substituteId, ...timeOff } = task.timeOff;
  return { ...task, timeOff };
}

/** Personio's own words about a refusal may repeat what the person wrote. */
function withoutReason(outcome: NonNullable<Errand["outcome"]>): NonNullable<Errand["outcome"]> {
  if (outcome.kind !== "refused" || outcome.problem.kind !== "personio-refused") return outcome;
  return { kind: "refused", problem: { ...outcome.problem, title: "", detail: "" } };
}

function textOf(value: object | undefined): string | null {
  return value ? JSON.stringify(value) : null;
}
