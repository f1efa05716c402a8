import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import Libsql from "libsql";
import { expect, it, onTestFinished } from "vitest";
import { openStore, StoreError } from "../../src/store/open.ts";
import { sqlite } from "../../src/store/sqlite.ts";
import { temporaryFolder } from "../whole-bot.ts";
import { errand, minute, sqlitePlace, TIME_OFF } from "./places.ts";

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

it.each([0o000, 0o022])("makes folder and files for its own user alone (umask %i)", async (umask) => {
  const folder = join(temporaryFolder(), "data", "deep");
  const usual = process.umask(umask);
  onTestFinished(() => {
    process.umask(usual);
  });
  const store = await sqlitePlace(join(folder, "whosout.db")).open();
  await store.addErrand(errand("1"));
  expect(modeOf(dirname(folder))).toBe("700");
  expect(modeOf(folder)).toBe("700");
  expect(readdirSync(folder).sort()).toEqual(["whosout.db", "whosout.db-shm", "whosout.db-wal"]);
  for (const file of readdirSync(folder)) expect(modeOf(join(folder, file)), file).toBe("600");
});

it("leaves the mode of a file that is there already to the admin", async () => {
  const path = join(temporaryFolder(), "whosout.db");
  writeFileSync(path, "");
  chmodSync(path, 0o640);
  await sqlitePlace(path).open();
  expect(modeOf(path)).toBe("640");
});

it.each([
  ["relative to the working directory", (path: string) => `file:${relative(process.cwd(), path)}`],
  ["from the root", (path: string) => `file:${path}`],
  ["with slashes as of a web address", (path: string) => `file://${path}`],
])("finds a file that is named %s", async (_, urlOf) => {
  const path = join(temporaryFolder(), "white space", "whosout.db");
  const store = await openStore(urlOf(path));
  onTestFinished(() => store.close());
  expect(existsSync(path)).toBe(true);
});

it("leaves no trace of a comment in its files once the errand is closed", async () => {
  const folder = temporaryFolder();
  const written = () => readdirSync(folder).map((file) => readFileSync(join(folder, file), "latin1"));
  const store = await sqlitePlace(join(folder, "whosout.db")).open();
  await store.addErrand(errand("1", { task: { kind: "create", timeOff: { ...TIME_OFF, comment: "x".repeat(2000) } } }));
  await store.claimErrand("a", minute(0), 1000);
  expect(written().join()).toContain("xxxx");
  await store.closeErrand("1", "a", minute(0));
  expect(written().join()).not.toContain("xxxx");
  await store.close();
  expect(written().join()).not.toContain("xxxx");
});

it("commits what it writes, also after it found the file locked", async () => {
  const path = join(temporaryFolder(), "whosout.db");
  const other = await sqlitePlace(path).open();
  const { db, close } = sqlite(`file:${path}`, 10);
  onTestFinished(close);
  const choose = () =>
    db
      .insertInto("preferences")
      .values({ slack_user_id: "U1", chosen: '{"language":"de"}' })
      .returning("slack_user_id")
      .execute();
  const holder = new Libsql(path);
  onTestFinished(() => void holder.close());
  holder.exec("BEGIN IMMEDIATE");
  await expect(choose()).rejects.toThrow("locked");
  holder.exec("ROLLBACK");
  await choose();
  expect(await other.getPreferences("U1")).toEqual({ language: "de" });
  // And nobody is kept from writing.
  expect(await other.addErrand(errand("1"))).toBe(true);
});

it("reads what others wrote since it read the same, after a failure and beside a newer version too", async () => {
  const path = join(temporaryFolder(), "whosout.db");
  const store = await sqlitePlace(path).open();
  const other = new Libsql(path);
  onTestFinished(() => void other.close());
  const choose = (chosen: string) => other.prepare("INSERT OR REPLACE INTO preferences VALUES ('U1', ?)").run(chosen);
  expect(await store.getPreferences("U1")).toEqual({});
  choose('{"language":"de"}');
  expect(await store.getPreferences("U1")).toEqual({ language: "de" });
  await expect(store.getPreferences(Symbol() as never)).rejects.toThrow("can only bind");
  choose('{"language":"en"}');
  expect(await store.getPreferences("U1")).toEqual({ language: "en" });
  other.exec("ALTER TABLE preferences ADD COLUMN newer TEXT");
  other.exec(`UPDATE preferences SET chosen = '{"language":"de"}'`);
  expect(await store.getPreferences("U1")).toEqual({ language: "de" });
  // And holds nothing that keeps others from clearing the log.
  expect(other.pragma("wal_checkpoint(TRUNCATE)")).toEqual([{ busy: 0, log: 0, checkpointed: 0 }]);
});

it("leaves no trace in its files of what it has forgotten", async () => {
  const folder = temporaryFolder();
  const written = () => readdirSync(folder).map((file) => readFileSync(join(folder, file), "latin1"));
  const store = await sqlitePlace(join(folder, "whosout.db")).open();
  await store.addErrand(errand("1", { personId: "somebody" }));
  await store.claimErrand("a", minute(0), 1000);
  await store.closeErrand("1", "a", minute(0));
  expect(written().join()).toContain("somebody");
  await store.forget(minute(1));
  expect(written().join()).not.toContain("somebody");
});

it.each([
  ["is no database", (path: string) => writeFileSync(path, "A letter to the editor. ".repeat(100)), /not a SQLite/],
  ["is a folder", (path: string) => mkdirSync(path), /it is a folder/],
])("says that a file %s", async (_, make, sentence) => {
  const path = join(temporaryFolder(), "whosout.db");
  make(path);
  const error = await openStore(`file:${path}`).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StoreError);
  expect(String(error)).toMatch(sentence);
  expect(String(error)).toContain(path);
});

it("says that a part of the path is a file", async () => {
  const path = join(temporaryFolder(), "file");
  writeFileSync(path, "");
  await expect(openStore(`file:${path}/whosout.db`)).rejects.toThrow(/a part of its path is a file/);
});

const isRoot = process.getuid?.() === 0;
if (isRoot) console.info("Skipping what it says where it may not write: root may write everywhere.");
it.skipIf(isRoot)("says that it may not write", async () => {
  const folder = temporaryFolder();
  await (await openStore(`file:${folder}/whosout.db`)).close();
  chmodSync(`${folder}/whosout.db`, 0o400);
  await expect(openStore(`file:${folder}/whosout.db`)).rejects.toThrow(/this user may not write to it/);
  chmodSync(folder, 0o500);
  await expect(openStore(`file:${folder}/other.db`)).rejects.toThrow(/this user may not write there/);
});

it("opens an empty database in processes that start at the same moment", { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  const processes = [opener(), opener()];
  for (let nr = 0; nr < 25; nr++) {
    const answers = processes.map((process) => process.ask(`file:${folder}/${nr}/whosout.db`));
    expect(await Promise.all(answers)).toEqual(["ok", "ok"]);
  }
});

function opener() {
  const script = fileURLToPath(new URL("./opener.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => {
    child.kill();
  });
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    ask: async (line: string): Promise<string> => {
      child.stdin.write(`${line}\n`);
      return (await answers.next()).value ?? "gone";
    },
  };
}
