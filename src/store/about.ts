import { type Kysely, type Selectable, sql } from "kysely";
import type { Digest } from "../domain/digest.ts";
import type { Part, Who } from "../domain/whos-out.ts";
import type { Database, Tables } from "./database.ts";
import type { Somebody, Store } from "./store.ts";

type Row<T extends keyof Tables> = Selectable<Tables[T]>;

/** What is kept about somebody, by why it is theirs. A row may stand in two of them. */
export type KeptAbout = {
  requests: Row<"errands">[];
  /** Of others, under way, in which they are the substitute. */
  substituteIn: Row<"errands">[];
  confirmations: Row<"confirmations">[];
  /** Those that they set up. */
  digests: Row<"digests">[];
  /** Those about the people who report to them. */
  digestsOfReports: Row<"digests">[];
  digestChanges: Row<"digest_changes">[];
  preferences: Row<"preferences">[];
  pictures: Row<"pictures">[];
  /** Where they mentioned somebody. */
  noticesTold: Row<"away_notices">[];
  /** Where they were mentioned. */
  noticesAbout: Row<"away_notices">[];
  statusLinks: Row<"status_links">[];
};

/** What is kept about one person, as `Store` promises it. */
export function aboutIn({ db, purge }: Database): Pick<Store, "notedBeside" | "keptAbout" | "removeAbout"> {
  return {
    notedBeside: async (somebody) => {
      const pairs = (table: "errands" | "confirmations") =>
        db.selectFrom(table).select(["slack_user_id", "person_id"]).distinct().where(ownedBy(somebody)).execute();
      const noted = [...(await pairs("errands")), ...(await pairs("confirmations"))];
      return {
        slackIds: [...new Set(noted.map(({ slack_user_id }) => slack_user_id))],
        personIds: [...new Set(noted.map(({ person_id }) => person_id))],
      };
    },

    keptAbout: (somebody) => keptAbout(db, somebody),

    removeAbout: async (somebody) => {
      const slackIds = some(somebody.slackIds);
      const isTheirs = ownedBy(somebody);
      await db.deleteFrom("errands").where(isTheirs).where("closed_at", "is not", null).execute();
      await db.deleteFrom("confirmations").where(isTheirs).execute();
      await db.updateTable("digests").set({ owner_id: "" }).where("owner_id", "in", slackIds).execute();
      await db
        .updateTable("digest_changes")
        .set({ slack_user_id: "" })
        .where("slack_user_id", "in", slackIds)
        .execute();
      for (const { id, setup } of (await keptAbout(db, somebody)).digestsOfReports) {
        // Unless somebody has edited it in this very moment.
        await db
          .updateTable("digests")
          .set({ setup: JSON.stringify(withoutReports(JSON.parse(setup), somebody)) })
          .where("id", "=", id)
          .where("setup", "=", setup)
          .execute();
      }
      await db.deleteFrom("preferences").where("slack_user_id", "in", slackIds).execute();
      // Those that Slack did not remove just now are to be removed at once.
      await db
        .updateTable("pictures")
        .set({ slack_user_id: null, remove_from: "" })
        .where("slack_user_id", "in", slackIds)
        .execute();
      await db
        .deleteFrom("away_notices")
        .where((eb) => eb.or([eb("writer_id", "in", slackIds), eb("away_id", "in", slackIds)]))
        .execute();
      await db.deleteFrom("status_links").where("slack_user_id", "in", slackIds).execute();
      await purge();
    },
  };
}

async function keptAbout(db: Kysely<Tables>, somebody: Somebody): Promise<KeptAbout> {
  const slackIds = some(somebody.slackIds);
  const isTheirs = ownedBy(somebody);
  const open = db.selectFrom("errands").selectAll().where("closed_at", "is", null);
  const digests = db.selectFrom("digests").selectAll().orderBy("id");
  const notices = db.selectFrom("away_notices").selectAll();
  return {
    requests: await db.selectFrom("errands").selectAll().where(isTheirs).orderBy("made_at").orderBy("id").execute(),
    substituteIn: (await open.execute()).filter(({ task }) => somebody.personIds.includes(substituteIn(task) ?? "")),
    confirmations: await db.selectFrom("confirmations").selectAll().where(isTheirs).orderBy("period_id").execute(),
    digests: await digests.where("owner_id", "in", slackIds).execute(),
    digestsOfReports: (await digests.execute()).filter(({ setup }) => isOfReports(JSON.parse(setup), somebody)),
    digestChanges: await db
      .selectFrom("digest_changes")
      .selectAll()
      .where("slack_user_id", "in", slackIds)
      .orderBy("at")
      .execute(),
    preferences: await db.selectFrom("preferences").selectAll().where("slack_user_id", "in", slackIds).execute(),
    pictures: await db.selectFrom("pictures").selectAll().where("slack_user_id", "in", slackIds).execute(),
    noticesTold: await notices.where("writer_id", "in", slackIds).execute(),
    noticesAbout: await notices.where("away_id", "in", slackIds).execute(),
    statusLinks: await db.selectFrom("status_links").selectAll().where("slack_user_id", "in", slackIds).execute(),
  };
}

/** Of errands and confirmations, which note both ids. */
function ownedBy({ slackIds, personIds }: Somebody) {
  return sql<boolean>`(slack_user_id in (${sql.join(some(slackIds))}) or person_id in (${sql.join(some(personIds))}))`;
}

/** SQL knows no empty list. Nobody's id is empty, but what is nobody's any more has such. */
function some(ids: readonly string[]): string[] {
  return ids.length > 0 ? [...ids] : ["nobody"];
}

function substituteIn(task: string): string | undefined {
  return JSON.parse(task).timeOff?.substituteId;
}

function isOfReports({ who }: Digest["setup"], somebody: Somebody): boolean {
  return partsOf(who).some((part) => isTheirReports(part, somebody));
}

/** With nobody left whom it is about, the digest finds that out by itself, and pauses. */
function withoutReports(setup: Digest["setup"], somebody: Somebody): Digest["setup"] {
  return { ...setup, who: { kind: "some", of: partsOf(setup.who).filter((part) => !isTheirReports(part, somebody)) } };
}

function isTheirReports({ kind, id }: Part, { personIds }: Somebody): boolean {
  return kind === "reports" && personIds.includes(id);
}

function partsOf(who: Who): Part[] {
  if (who.kind === "some") return who.of;
  return who.kind === "reports" || who.kind === "unit" || who.kind === "workplace" ? [who] : [];
}
