import type { Kysely, Selectable } from "kysely";
import type { Tables } from "./database.ts";
import type { Store } from "./store.ts";

/** As long as pictures are shown, and longer: what is to be removed only then must not be forgotten before. */
const LONGEST_SHOWN_MS = 31 * 24 * 3600 * 1000;

type PictureStore = Pick<
  Store,
  "keepPictures" | "placePictures" | "duePictures" | "picturesFor" | "postponePicture" | "dropPicture"
>;

/** The files that were uploaded to Slack, as `Store` promises them. `forgetPictures`: those that nobody could remove for too long. */
export function picturesIn(db: Kysely<Tables>): PictureStore & { forgetPictures: (before: Date) => Promise<number> } {
  return {
    keepPictures: async (fileIds, now, until, readerId) => {
      const rest = { made_at: now.toISOString(), remove_from: until.toISOString(), slack_user_id: readerId ?? null };
      await db
        .insertInto("pictures")
        .values(fileIds.map((file_id) => ({ file_id, channel: null, ts: null, ...rest })))
        .onConflict((conflict) => conflict.column("file_id").doNothing())
        .execute();
    },

    placePictures: async (fileIds, { channel, ts }, now) => {
      await db
        .updateTable("pictures")
        .set({ channel: null, ts: null, remove_from: now.toISOString() })
        .where("channel", "=", channel)
        .where("ts", "=", ts)
        .where("file_id", "not in", [...fileIds])
        .execute();
      await db
        .updateTable("pictures")
        .set({ channel, ts })
        .where("file_id", "in", [...fileIds])
        .execute();
    },

    duePictures: async (now, most) => {
      const rows = await db
        .selectFrom("pictures")
        .select(["file_id", "channel", "ts"])
        .where("remove_from", "<=", now.toISOString())
        .orderBy("remove_from")
        .limit(most)
        .execute();
      return rows.map(pictureOf);
    },

    picturesFor: async (readerId) => {
      const rows = await db
        .selectFrom("pictures")
        .select(["file_id", "channel", "ts"])
        .where("slack_user_id", "=", readerId)
        .execute();
      return rows.map(pictureOf);
    },

    postponePicture: async (fileId, until) => {
      await db
        .updateTable("pictures")
        .set({ remove_from: until.toISOString() })
        .where("file_id", "=", fileId)
        .execute();
    },

    dropPicture: async (fileId) => {
      await db.deleteFrom("pictures").where("file_id", "=", fileId).execute();
    },

    forgetPictures: async (before) => {
      const made = new Date(before.getTime() - LONGEST_SHOWN_MS).toISOString();
      const gone = await db.deleteFrom("pictures").where("made_at", "<", made).executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}

function pictureOf({ file_id, channel, ts }: Pick<Selectable<Tables["pictures"]>, "file_id" | "channel" | "ts">) {
  return { fileId: file_id, ...(channel !== null && ts !== null && { place: { channel, ts } }) };
}
