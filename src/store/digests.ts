import type { Insertable, Kysely, Selectable, Updateable } from "kysely";
import type { Digest, DigestChange } from "../domain/digest.ts";
import { later, type Tables } from "./database.ts";
import type { Store } from "./store.ts";

type DigestStore = Pick<
  Store,
  | "addDigest"
  | "getDigest"
  | "runningDigests"
  | "digestsOf"
  | "changeDigest"
  | "pauseDigest"
  | "resumeDigest"
  | "removeDigest"
  | "noteDigestChange"
  | "changesOfDigest"
  | "untoldPauses"
  | "claimPauseTelling"
  | "notePauseTold"
>;

/** The digests in the database, as `Store` promises them. `forgetChanges`: of those that are gone, noted before an instant. */
export function digestsIn(db: Kysely<Tables>): DigestStore & { forgetChanges: (before: Date) => Promise<number> } {
  const all = () => db.selectFrom("digests").selectAll().orderBy("id");
  const note = async (change: DigestChange) => {
    await db.insertInto("digest_changes").values(changeRow(change)).execute();
  };
  /** Noted after the change itself: a crash between the two leaves a change without a note, never a note of what did not happen. */
  const noted = async (happened: boolean, change: DigestChange): Promise<boolean> => {
    if (happened) await note(change);
    return happened;
  };
  const update = async (
    id: string,
    values: Updateable<Tables["digests"]>,
    paused?: "is" | "is not",
  ): Promise<boolean> => {
    let query = db.updateTable("digests").set(values).where("id", "=", id);
    if (paused) query = query.where("paused", paused === "is" ? "is not" : "is", null);
    return (await query.executeTakeFirst()).numUpdatedRows > 0n;
  };

  return {
    addDigest: async (digest, change) => {
      const added = await db
        .insertInto("digests")
        .values(rowOf(digest))
        .onConflict((conflict) => conflict.column("id").doNothing())
        .executeTakeFirst();
      return noted((added.numInsertedOrUpdatedRows ?? 0n) > 0n, change);
    },

    getDigest: async (id) => {
      const row = await all().where("id", "=", id).executeTakeFirst();
      return row && digestOf(row);
    },

    runningDigests: async () => (await all().where("paused", "is", null).execute()).map(digestOf),

    digestsOf: async ({ channel, ownerId }) => {
      const rows = await all()
        .where((eb) => {
          const isTheirs = eb("owner_id", "=", ownerId);
          return channel === undefined ? isTheirs : eb.or([eb("channel", "=", channel), isTheirs]);
        })
        .execute();
      return rows.map(digestOf);
    },

    changeDigest: async (id, { setup, since }, change) => {
      const values = { channel: setup.channel, setup: JSON.stringify(setup), since: since.toISOString() };
      const changed = await update(id, values);
      if (changed && change.by) {
        const { by } = change;
        await db.updateTable("digests").set({ owner_id: by }).where("id", "=", id).where("owner_id", "=", "").execute();
      }
      return noted(changed, change);
    },

    pauseDigest: async (id, paused, change) =>
      noted(await update(id, { paused, tell_owner_from: change.by ? "" : change.at.toISOString() }, "is not"), change),

    resumeDigest: async (id, since, change) =>
      noted(await update(id, { paused: null, since: since.toISOString(), tell_owner_from: "" }, "is"), change),

    removeDigest: async (id, change) => {
      const gone = await db.deleteFrom("digests").where("id", "=", id).executeTakeFirst();
      await db.deleteFrom("deliveries").where("digest_id", "=", id).execute();
      return noted(gone.numDeletedRows > 0n, change);
    },

    noteDigestChange: note,

    changesOfDigest: async (digestId) => {
      const rows = await db
        .selectFrom("digest_changes")
        .selectAll()
        .where("digest_id", "=", digestId)
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .execute();
      return rows.map(changeOf);
    },

    untoldPauses: async (now) =>
      (await all().where("tell_owner_from", "!=", "").where("tell_owner_from", "<=", now.toISOString()).execute()).map(
        digestOf,
      ),

    claimPauseTelling: async (id, now, leaseMs) => {
      const claimed = await db
        .updateTable("digests")
        .set({ tell_owner_from: later(now, leaseMs) })
        .where("id", "=", id)
        .where("tell_owner_from", "!=", "")
        .where("tell_owner_from", "<=", now.toISOString())
        .executeTakeFirst();
      return claimed.numUpdatedRows > 0n;
    },

    notePauseTold: async (id) => {
      await db.updateTable("digests").set({ tell_owner_from: "" }).where("id", "=", id).execute();
    },

    forgetChanges: async (before) => {
      const gone = await db
        .deleteFrom("digest_changes")
        .where("at", "<", before.toISOString())
        .where("digest_id", "not in", ({ selectFrom }) => selectFrom("digests").select("digests.id"))
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}

function rowOf({ id, setup, ownerId, since, paused }: Digest): Insertable<Tables["digests"]> {
  return {
    id,
    channel: setup.channel,
    owner_id: ownerId ?? "",
    setup: JSON.stringify(setup),
    since: since.toISOString(),
    paused: paused ?? null,
    tell_owner_from: "",
  };
}

function digestOf(row: Selectable<Tables["digests"]>): Digest {
  return {
    id: row.id,
    setup: JSON.parse(row.setup),
    ...(row.owner_id !== "" && { ownerId: row.owner_id }),
    since: new Date(row.since),
    ...(row.paused !== null && { paused: row.paused }),
  };
}

function changeRow({ id, digestId, at, by, change }: DigestChange): Insertable<Tables["digest_changes"]> {
  return { id, digest_id: digestId, at: at.toISOString(), slack_user_id: by ?? null, change };
}

function changeOf(row: Selectable<Tables["digest_changes"]>): DigestChange {
  return {
    id: row.id,
    digestId: row.digest_id,
    at: new Date(row.at),
    ...(row.slack_user_id !== null && { by: row.slack_user_id }),
    change: row.change as DigestChange["change"],
  };
}
