import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Log } from "../../src/domain/log.ts";
import { openStore, StoreError } from "../../src/store/open.ts";
import { errand, MINUTE, minute, POSTGRES, postgresPlace, queryPostgres } from "./places.ts";

describe.skipIf(!POSTGRES)("on PostgreSQL", () => {
  it("goes on after idle connections were lost, and says so by their code alone", async () => {
    const { open, query, name } = await postgresPlace();
    const said: unknown[] = [];
    const store = await open(listening(said));
    await Promise.all(["1", "2", "3"].map((id) => store.addErrand(errand(id))));
    expect(await query(`${LOSE} where application_name = '${name}'`)).not.toEqual([]);
    await until(async () => said.length > 0);
    expect(await store.getErrand("1")).toEqual(errand("1"));
    expect(said).toContainEqual([{ code: "57P01" }, "a connection to the database was lost"]);
  });

  it("fails one call, not the process, when a connection is lost in the middle of it", async () => {
    const { open, query, name } = await postgresPlace();
    const store = await open();
    await store.addErrand(errand("1"));
    const release = await holdTheLock();
    const claim = store.claimErrand("a", minute(0), MINUTE).catch((error: unknown) => error);
    const lose = `${LOSE} where application_name = '${name}' and wait_event = 'advisory'`;
    await until(async () => (await query(lose)).length > 0);
    expect(await claim).toBeInstanceOf(Error);
    await release();
    expect(await store.claimErrand("a", minute(0), MINUTE)).toEqual(errand("1"));
  });

  it.each<[string, (url: URL) => unknown, RegExp]>([
    ["a database that is not there", (url) => Object.assign(url, { pathname: "/nowhere" }), /"nowhere" does not exist/],
    ["a user that is not there", (url) => Object.assign(url, { username: "nobody-here" }), /refuses: .*"nobody-here"/],
    [
      "a database that may only be read",
      (url) => url.searchParams.set("options", "-c default_transaction_read_only=on"),
      /read-only transaction/,
    ],
  ])("tells the admin of %s", async (_, change, sentence) => {
    const url = new URL(POSTGRES ?? "");
    change(url);
    const error = await openStore(url.href).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toMatch(sentence);
  });
});

const LOSE = "select pg_terminate_backend(pid) from pg_stat_activity";

function listening(said: unknown[]): Log {
  const note = (...words: unknown[]) => void said.push(words);
  return { debug: note, info: note, warn: note, error: note };
}

/** Takes the lock that bots take from one another, and returns what gives it back. */
async function holdTheLock(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: POSTGRES });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query("select pg_advisory_lock(7703, 1)");
  return async () => {
    await client.query("select pg_advisory_unlock(7703, 1)");
  };
}

/** Asks the server again and again; the time limit of the test ends it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await queryPostgres("select pg_sleep(0.01)");
}
