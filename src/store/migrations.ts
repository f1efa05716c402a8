import { type Compilable, type CompiledQuery, type Kysely, type SchemaModule, sql } from "kysely";
import type { Tables } from "./database.ts";

/**
 * In the order in which they are applied. Only ever add at the end: what was released stands in somebody's database.
 *
 * They run while bots of the release before still work on the database, and go on to: so they add tables, indexes, and columns that may be
 * left out. What takes something away has an id like `008-contract-…`, and comes a release after the last program that used it.
 */
export const MIGRATIONS: readonly { id: string; up: (schema: SchemaModule) => Compilable[] }[] = [
  {
    id: "001-errands-and-confirmations",
    up: (schema) => [
      schema
        .createTable("errands")
        .addColumn("id", "text", (column) => column.primaryKey().notNull())
        .addColumn("person_id", "text", (column) => column.notNull())
        .addColumn("slack_user_id", "text", (column) => column.notNull())
        .addColumn("view_id", "text")
        .addColumn("made_at", "text", (column) => column.notNull())
        .addColumn("task", "text", (column) => column.notNull())
        .addColumn("sent", "text")
        .addColumn("outcome", "text")
        .addColumn("worker", "text")
        .addColumn("free_from", "text", (column) => column.notNull())
        .addColumn("closed_at", "text"),
      schema.createIndex("errands_of_person").on("errands").column("person_id"),
      schema
        .createTable("confirmations")
        .addColumn("period_id", "text", (column) => column.primaryKey().notNull())
        .addColumn("slack_user_id", "text", (column) => column.notNull())
        .addColumn("person_id", "text", (column) => column.notNull())
        .addColumn("message", "text", (column) => column.notNull())
        .addColumn("told", "text", (column) => column.notNull())
        .addColumn("is_pending", "text", (column) => column.notNull())
        .addColumn("ends_on", "text", (column) => column.notNull()),
    ],
  },
  {
    id: "002-digests",
    up: (schema) => [
      schema
        .createTable("digests")
        .addColumn("id", "text", (column) => column.primaryKey().notNull())
        .addColumn("channel", "text", (column) => column.notNull())
        .addColumn("owner_id", "text", (column) => column.notNull())
        .addColumn("setup", "text", (column) => column.notNull())
        .addColumn("since", "text", (column) => column.notNull())
        .addColumn("paused", "text")
        .addColumn("tell_owner_from", "text", (column) => column.notNull()),
      schema
        .createTable("digest_changes")
        .addColumn("id", "text", (column) => column.primaryKey().notNull())
        .addColumn("digest_id", "text", (column) => column.notNull())
        .addColumn("at", "text", (column) => column.notNull())
        .addColumn("slack_user_id", "text")
        .addColumn("change", "text", (column) => column.notNull()),
      schema.createIndex("changes_of_digest").on("digest_changes").column("digest_id"),
      schema
        .createTable("deliveries")
        .addColumn("digest_id", "text", (column) => column.notNull())
        .addColumn("slot", "text", (column) => column.notNull())
        .addColumn("day", "text", (column) => column.notNull())
        .addColumn("worker", "text", (column) => column.notNull())
        .addColumn("free_from", "text", (column) => column.notNull())
        .addColumn("tries", "integer", (column) => column.notNull())
        .addColumn("doubt_since", "text")
        .addColumn("outcome", "text")
        .addColumn("posted", "text")
        .addColumn("follow_from", "text", (column) => column.notNull())
        .addColumn("settled_at", "text")
        .addPrimaryKeyConstraint("one_delivery_a_slot", ["digest_id", "slot"]),
      schema.createIndex("deliveries_by_day").on("deliveries").column("day"),
      schema.createIndex("deliveries_to_follow").on("deliveries").column("follow_from"),
      schema.createIndex("deliveries_by_outcome").on("deliveries").column("outcome"),
    ],
  },
  {
    id: "003-preferences",
    up: (schema) => [
      schema
        .createTable("preferences")
        .addColumn("slack_user_id", "text", (column) => column.primaryKey().notNull())
        .addColumn("chosen", "text", (column) => column.notNull()),
    ],
  },
  {
    id: "004-pictures",
    up: (schema) => [
      schema
        .createTable("pictures")
        .addColumn("file_id", "text", (column) => column.primaryKey().notNull())
        .addColumn("channel", "text")
        .addColumn("ts", "text")
        .addColumn("made_at", "text", (column) => column.notNull())
        .addColumn("remove_from", "text", (column) => column.notNull()),
      schema.createIndex("pictures_to_remove").on("pictures").column("remove_from"),
    ],
  },
  {
    id: "005-presence",
    up: (schema) => [
      schema
        .createTable("away_notices")
        .addColumn("writer_id", "text", (column) => column.notNull())
        .addColumn("away_id", "text", (column) => column.notNull())
        .addColumn("channel", "text", (column) => column.notNull())
        .addColumn("day", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("one_notice_a_day", ["writer_id", "away_id", "channel", "day"]),
      schema
        .createTable("status_links")
        .addColumn("slack_user_id", "text", (column) => column.primaryKey().notNull())
        .addColumn("token", "text", (column) => column.notNull())
        .addColumn("shown", "text")
        .addColumn("about_to", "text")
        .addColumn("left_alone", "text")
        .addColumn("worker", "text")
        .addColumn("free_from", "text", (column) => column.notNull()),
      schema
        .createTable("used_states")
        .addColumn("id", "text", (column) => column.primaryKey().notNull())
        .addColumn("forget_from", "text", (column) => column.notNull()),
    ],
  },
  {
    id: "006-readers-of-pictures",
    up: (schema) => [schema.alterTable("pictures").addColumn("slack_user_id", "text")],
  },
  {
    id: "007-heard-absences",
    up: (schema) => [
      schema
        .createTable("heard_absences")
        .addColumn("id", "text", (column) => column.primaryKey().notNull())
        .addColumn("period_id", "text", (column) => column.notNull())
        .addColumn("worker", "text", (column) => column.notNull())
        .addColumn("at", "text", (column) => column.notNull()),
      schema.createIndex("heard_absences_by_time").on("heard_absences").column("at"),
    ],
  },
];

/** The table that notes what was applied, made where it is missing. */
export function notes(db: Kysely<Tables>): { make: CompiledQuery; read: CompiledQuery<{ id: string }> } {
  return {
    make: db.schema
      .createTable("whosout_migrations")
      .ifNotExists()
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("applied_at", "text", (column) => column.notNull())
      .compile(),
    read: db.selectFrom("whosout_migrations").select("id").compile(),
  };
}

/** What a program of the release before the last does not work with any more. */
export const CONTRACT = /^\d+-contract-/;

/**
 * What is left to be done on a database, in order, its notes included. To be run in the transaction in which the notes were read. What a
 * later version has added is none of this program's business: who rolls back, or restarts an old one during an upgrade, goes on.
 *
 * They are statements rather than functions that run them, since on SQLite they must run without a pause: two bots of one process
 * would wait for each other for ever otherwise.
 *
 * @throws NewerDatabase when a later version has taken something away that this program may need
 */
export function pendingStatements(applied: readonly { id: string }[], db: Kysely<Tables>): CompiledQuery[] {
  const done = new Set(applied.map(({ id }) => id));
  const known = new Set(MIGRATIONS.map(({ id }) => id));
  if ([...done].some((id) => !known.has(id) && CONTRACT.test(id))) throw new NewerDatabase();
  return MIGRATIONS.filter(({ id }) => !done.has(id)).flatMap(({ id, up }) => [
    ...up(db.schema).map((statement) => statement.compile()),
    db.insertInto("whosout_migrations").values({ id, applied_at: sql`cast(current_timestamp as text)` }).compile(),
  ]);
}

/** A later version of this program has taken something away. */
export class NewerDatabase extends Error {
  override readonly name = "NewerDatabase";
}
