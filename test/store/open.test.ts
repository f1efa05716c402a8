import { describe, expect, it } from "vitest";
import { MIGRATIONS } from "../../src/store/migrations.ts";
import { openStore, StoreError } from "../../src/store/open.ts";
import { temporaryFolder } from "../whole-bot.ts";
import { errand, madeNewer, minute, onBothDatabases, tables } from "./places.ts";

/** How often the tables were changed so far. */
const VERSIONS = MIGRATIONS.length;

onBothDatabases(
  (newPlace) => {
    it("opens an empty database for several bots that start at the same moment", async () => {
      const { open, query } = await newPlace();
      const stores = await Promise.all(Array.from({ length: 5 }, () => open()));
      for (const [nr, store] of stores.entries()) expect(await store.addErrand(errand(`${nr}`))).toBe(true);
      expect(await query("select id from whosout_migrations")).toHaveLength(VERSIONS);
    });

    it("finds after a restart what was kept before", async () => {
      const { open } = await newPlace();
      const before = await open();
      await before.addErrand(errand("1"));
      await before.claimErrand("a", minute(0), 1000);
      await before.close();
      const after = await open();
      expect(await after.claimErrand("b", minute(1), 1000)).toEqual(errand("1"));
    });

    it("opens a database to which a newer version has added something, as after a rollback", async () => {
      const { open, query } = await madeNewer(await newPlace());
      const store = await open();
      expect(await store.addErrand(errand("1"))).toBe(true);
      expect(await query("select id from whosout_migrations")).toHaveLength(VERSIONS + 1);
    });

    it("refuses a database out of which a newer version has taken something, and leaves it as it is", async () => {
      const { url, query } = await madeNewer(await newPlace());
      await query("insert into whosout_migrations values ('1000-contract-errands', 'some day')");
      await expect(openStore(url)).rejects.toThrow(
        new StoreError(
          "A newer Whosout has taken something out of the database that this one needs; start that version, or restore a backup.",
        ),
      );
      expect(await query("select id from whosout_migrations")).toHaveLength(VERSIONS + 2);
    });

    it("notes when the tables were made", async () => {
      const { open, query } = await newPlace();
      await open();
      expect(await query("select applied_at from whosout_migrations")).toEqual(
        Array(VERSIONS).fill({ applied_at: expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d/) }),
      );
    });

    it("leaves nothing half made when the tables cannot be made", async () => {
      const { url, query } = await newPlace();
      await (await openStore(url)).close();
      for (const table of tables()) if (table !== "confirmations") await query(`drop table ${table}`);
      await query("delete from whosout_migrations");
      // The table of the confirmations is in the way, after that of the errands.
      await expect(openStore(url)).rejects.toThrow(/confirmations.* already exists/);
      await expect(query("select * from errands")).rejects.toThrow();
      await query("drop table confirmations");
      await (await openStore(url)).close();
    });

    it("closes a store that was never used, and closes once", async () => {
      const { open } = await newPlace();
      const store = await open();
      await store.close();
      await store.close();
      await expect(store.getErrand("1")).rejects.toThrow();
    });
  },
  { alsoNewer: false },
);

describe("told to the admin", () => {
  it.each([
    ["a server that is not there", "postgres://me:sesame@127.0.0.1:1/db", /cannot be reached: ECONNREFUSED/],
    [
      "a slash in the password",
      "postgres://me:ses/ame@127.0.0.1/db",
      /write special characters of the password as %XX/,
    ],
    ["a hash in the password", "postgres://me:ses#ame@127.0.0.1/db", /write special characters of the password as %XX/],
  ])("says of %s what is wrong, without the password", async (_, url, sentence) => {
    const error = await openStore(url).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toMatch(sentence);
    expect(JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(error)))).not.toMatch(/ses|ame@/);
  });

  it("says that a database in memory would forget", async () => {
    await expect(openStore("file::memory:")).rejects.toThrow(/must survive a restart/);
    await expect(openStore(`file:${temporaryFolder()}`)).rejects.toThrow(/it is a folder/);
  });
});
