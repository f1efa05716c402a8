import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import Libsql from "libsql";
import type { Database, Tables } from "./database.ts";
import { notes, pendingStatements } from "./migrations.ts";

const BUSY = "SQLite error 5";
const READ_ONLY = "SQLite error 8";
const NO_DATABASE = "SQLite error 26";

/**
 * SQLite in one file, which several processes may have open.
 *
 * A call blocks the process until it is done, as SQLite does; nothing here holds a transaction over an `await`.
 *
 * @param url `file:./data/whosout.db`, relative to the working directory, or `file:/absolute/path.db`
 */
export function sqlite(url: string): Database {
  const name = url.replace(/^file:/, "");
  const path = resolve(name);
  let file: Libsql.Database | undefined;
  const open = () => {
    if (name.startsWith(":memory:")) throw new Error("requests must survive a restart, so it has to be a file");
    file ??= openFile(path);
    return file;
  };
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: async () => open() }) });

  return {
    db,
    migrate: async () => {
      const database = open();
      const { make, read } = notes(db);
      database
        .transaction(() => {
          database.exec(make.sql);
          const applied = database.prepare(read.sql).all() as { id: string }[];
          for (const { sql, parameters } of pendingStatements(applied, db)) database.prepare(sql).run(...parameters);
        })
        // Takes the lock before it reads, so that what it read is still so when it writes.
        .immediate();
    },
    oneAtATime: (statement) => statement(db),
    scrub: async () => {
      // `secure_delete` blanks the file itself; what was written lately is also in the log beside it.
      file?.pragma("wal_checkpoint(TRUNCATE)");
    },
    purge: async () => {
      // Rows that moved from page to page leave copies behind, which `secure_delete` does not blank: so every page is written anew.
      file?.exec("VACUUM");
      file?.pragma("wal_checkpoint(TRUNCATE)");
    },
    explain: (error) => `The database ${path} cannot be opened: ${reasonOf(error)}.`,
    close: async () => {
      await db.destroy();
      // Kysely closes only what it has used.
      if (file?.open) file.close();
    },
  };
}

function openFile(path: string): Libsql.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  createPrivate(path);
  const database = new Libsql(path);
  database.pragma("busy_timeout=5000");
  useWriteAheadLog(database);
  // What was acknowledged survives a power cut.
  database.pragma("synchronous=FULL");
  database.pragma("secure_delete=ON");
  return database;
}

/** SQLite gives the files beside it the mode of the database. One that exists is left alone: its mode is the admin's. */
function createPrivate(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

/**
 * Several processes can be first at the same moment. Changing the journal does not wait for others as everything else does, so it is
 * waited for with a lock that does.
 */
function useWriteAheadLog(database: Libsql.Database): void {
  for (let tries = 1; ; tries++) {
    try {
      database.pragma("journal_mode=WAL");
      return;
    } catch (error) {
      if (codeOf(error) !== BUSY || tries === 20) throw error;
      database.exec("BEGIN EXCLUSIVE");
      database.exec("ROLLBACK");
    }
  }
}

/** By the codes of Node and SQLite; of others, their own words will do. */
const REASONS: Record<string, string> = {
  EACCES: "this user may not write there",
  EEXIST: "a part of its path is a file",
  ENOTDIR: "a part of its path is a file",
  EROFS: "the disk is read-only",
  // `libsql` says nothing else of a file that it cannot open at all.
  "": "it is a folder, or this user may not read it",
  [READ_ONLY]: "this user may not write to it",
  [NO_DATABASE]: "it is not a SQLite database",
  [BUSY]: "another process keeps it locked",
};

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return REASONS[codeOf(error) ?? message] ?? message;
}

/** Node's code; of SQLite its primary one, which is the lowest byte (the rest says where it happened). */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("rawCode" in error && typeof error.rawCode === "number") return `SQLite error ${error.rawCode & 0xff}`;
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
