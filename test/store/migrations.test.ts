import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { CONTRACT, MIGRATIONS } from "../../src/store/migrations.ts";
import { temporaryFolder, wholeBot } from "../whole-bot.ts";
import { compiler, madeNewer, sqlitePlace } from "./places.ts";

const statementsOf = ({ up }: (typeof MIGRATIONS)[number]) => up(compiler.schema).map((one) => one.compile().sql);

/** What of a migration would trouble a bot of the release before, which goes on working. */
function troubling(statements: readonly string[]): string[] {
  const made = new Set(statements.map((sql) => /^create table "(\w+)"/.exec(sql)?.[1]));
  return statements.filter((sql) => {
    if (/^create table "/.test(sql)) return false;
    const [, unique, table] = /^create (unique )?index "\w+" on "(\w+)"/.exec(sql) ?? [];
    // One on a table that was there already could refuse what the others write.
    if (table) return Boolean(unique) && !made.has(table);
    const [, column] = /^alter table "\w+" add column ("[^,]+)$/.exec(sql) ?? [];
    return (
      column === undefined ||
      /unique|primary key|references|check/.test(column) ||
      (/not null/.test(column) && !/default/.test(column))
    );
  });
}

describe("migrations", () => {
  it.each(MIGRATIONS.filter(({ id }) => !CONTRACT.test(id)))(
    "$id leaves everything where older bots look for it",
    (migration) => {
      expect(troubling(statementsOf(migration))).toEqual([]);
    },
  );

  it.each([
    'drop table "errands"',
    'drop index "errands_of_person"',
    'alter table "errands" drop column "sent"',
    'alter table "errands" rename to "wishes"',
    'alter table "errands" rename column "sent" to "left"',
    'alter table "errands" alter column "sent" set not null',
    'alter table "errands" add column "kind" text not null',
    'alter table "errands" add column "kind" text unique',
    'alter table "errands" add constraint "one" unique ("person_id")',
    'create unique index "one" on "errands" ("person_id")',
    'update "errands" set "sent" = null',
    'delete from "errands"',
  ])("may not do: %s", (sql) => expect(troubling([sql])).toEqual([sql]));

  it.each([
    'create table "things" ("id" text primary key not null)',
    'create index "errands_by_day" on "errands" ("made_at")',
    'alter table "errands" add column "kind" text',
    `alter table "errands" add column "kind" text default '' not null`,
  ])("may do: %s", (sql) => expect(troubling([sql])).toEqual([]));

  it("stand as they were released, in their order: what somebody's database has noted is not done again", () => {
    const seal = (migration: (typeof MIGRATIONS)[number]) =>
      createHash("sha256").update(statementsOf(migration).join(";\n")).digest("hex").slice(0, 8);
    expect(MIGRATIONS.map((migration) => `${migration.id} ${seal(migration)}`)).toMatchInlineSnapshot(`
      [
        "001-errands-and-confirmations 397d4a87",
        "002-digests 8248a094",
        "003-preferences b67217b9",
        "004-pictures 1524a488",
        "005-presence 7a7412d2",
        "006-readers-of-pictures 3a777eb2",
        "007-heard-absences bc800dc0",
      ]
    `);
  });
});

it("a bot goes on while a newer one changes the tables, and so does one that starts again afterwards", async () => {
  const folder = temporaryFolder();
  const { ask, slack, id, round, startAnother, bot } = await wholeBot({ folder });
  await ask("april", "/timeoff list");
  await madeNewer(sqlitePlace(`${folder}/whosout.db`));

  const request = async (days: string) => {
    await slack.command(id("mo"), "C0GENERAL", `/timeoff ${days} unpaid leave`);
    await slack.nextForm(id("mo"), ({ submit }) => submit !== undefined);
    await slack.submit(id("mo"));
    await round();
  };
  const told = () => slack.seenBy(id("mo"), id("mo")).map(({ text }) => text.split("\n")[0]);
  await request("12 - 13 Apr 2027");
  await expect.poll(told).toEqual([expect.stringMatching(/^Requested: Unpaid leave/)]);

  await bot.stop();
  await startAnother();
  await request("14 - 15 Apr 2027");
  await expect.poll(told).toHaveLength(2);
});
