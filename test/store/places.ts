import { randomUUID } from "node:crypto";
import { Kysely, SqliteDialect } from "kysely";
import Libsql from "libsql";
import pg from "pg";
import { describe, onTestFinished } from "vitest";
import type { Errand } from "../../src/domain/errand.ts";
import type { Log } from "../../src/domain/log.ts";
import type { TimeOff } from "../../src/domain/time-off.ts";
import type { Tables } from "../../src/store/database.ts";
import { MIGRATIONS } from "../../src/store/migrations.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { temporaryFolder } from "../whole-bot.ts";

/** An empty database for one test. */
export type Place = {
  url: string;
  open: (log?: Log) => Promise<Store>;
  /** Runs SQL behind the store's back. */
  query: (sql: string) => Promise<unknown[]>;
};

/** `name`: what its connections are called in `pg_stat_activity`. */
type PostgresPlace = Place & { name: string };

/** A PostgreSQL server with the right to make schemas: `postgres://…`. */
export const POSTGRES = process.env.TEST_POSTGRES_URL;
if (!POSTGRES) console.info("Skipping PostgreSQL: TEST_POSTGRES_URL is not set.");

/** Runs the same tests on SQLite and, where there is one, on PostgreSQL; and, where that is wanted, on both after a newer version came. */
export function onBothDatabases(tests: (newPlace: () => Promise<Place>) => void, { alsoNewer = false } = {}): void {
  describe("on SQLite", () => tests(async () => sqlitePlace()));
  describe.skipIf(!POSTGRES)("on PostgreSQL", () => tests(postgresPlace));
  if (!alsoNewer) return;
  describe("after a newer version came", () =>
    onBothDatabases((newPlace) => tests(async () => madeNewer(await newPlace()))));
}

/** The same with newer ones. */
export const onBothDatabasesAndNewer = (tests: (newPlace: () => Promise<Place>) => void) =>
  onBothDatabases(tests, { alsoNewer: true });

/** Does to a database what a later version of the program may do to it while this one works on it. */
export async function madeNewer<P extends Pick<Place, "url" | "query">>(place: P): Promise<P> {
  await (await openStore(place.url)).close();
  for (const table of tables()) {
    await place.query(`alter table ${table} add column later_text text`);
    await place.query(`alter table ${table} add column later_count integer not null default 0`);
    await place.query(`create index later_${table} on ${table} (later_text)`);
  }
  await place.query("create table later_things (id text primary key not null)");
  await place.query("insert into whosout_migrations (id, applied_at) values ('999-later-things', 'some day')");
  return place;
}

/** Of this version, by name. */
export function tables(): string[] {
  return MIGRATIONS.flatMap(({ up }) => up(compiler.schema))
    .map((statement) => /^create table "(\w+)"/.exec(statement.compile().sql)?.[1])
    .filter((name) => name !== undefined);
}

/** Makes SQL, and runs none. */
export const compiler = new Kysely<Tables>({
  dialect: new SqliteDialect({ database: async () => Promise.reject(new Error("It only makes SQL.")) }),
});

export function sqlitePlace(path = `${temporaryFolder()}/data/whosout.db`): Place {
  const url = `file:${path}`;
  const query = async (sql: string) => {
    const database = new Libsql(path);
    try {
      const statement = database.prepare(sql);
      if (statement.reader) return statement.all();
      statement.run();
      return [];
    } finally {
      database.close();
    }
  };
  return { url, open: opened(url), query };
}

/** A schema of its own, dropped after the test. */
export async function postgresPlace(): Promise<PostgresPlace> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await queryPostgres(`create schema ${name}`);
  onTestFinished(async () => {
    await queryPostgres(`drop schema ${name} cascade`);
  });
  const url = new URL(POSTGRES ?? "");
  url.searchParams.set("options", `-c search_path=${name}`);
  url.searchParams.set("application_name", name);
  const query = (sql: string) => queryPostgres(`set search_path=${name}; ${sql}`);
  return { url: url.href, open: opened(url.href), query, name };
}

function opened(url: string) {
  return async (log?: Log) => {
    const store = await openStore(url, log);
    onTestFinished(() => store.close());
    return store;
  };
}

/** @returns the rows of the last statement */
export async function queryPostgres(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: POSTGRES });
  await client.connect();
  try {
    const results: pg.QueryResult | pg.QueryResult[] = await client.query(sql);
    return [results].flat().at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}

/** Minutes after an instant that does not matter. */
export function minute(minutes: number): Date {
  return new Date(Date.parse("2026-11-23T08:00:00.000Z") + minutes * MINUTE);
}
export const MINUTE = 60_000;

export const TIME_OFF: TimeOff = {
  absenceTypeId: "a1",
  first: { day: "2026-12-24", half: "SECOND_HALF" },
  last: { day: "2026-12-30", half: "SECOND_HALF" },
  comment: "With the family",
  substituteId: "4711",
};

export function errand(id: string, over: Partial<Errand> = {}): Errand {
  return {
    id,
    task: { kind: "create", timeOff: TIME_OFF },
    slackUserId: "U1",
    personId: `person of ${id}`,
    madeAt: minute(0),
    ...over,
  };
}
