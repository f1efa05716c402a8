import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Kysely, type SqliteDatabase, SqliteDialect } from "kysely";
import Libsql from "libsql";
import { LRUCache } from "lru-cache";
import type { Database, Tables } from "./database.ts";
import { notes, pendingStatements } from "./migrations.ts";

/** How many statements are kept that read; ours are some dozens. */
const MOST_PREPARED = 100;

const BUSY = "SQLite error 5";
const READ_ONLY = "SQLite error 8";
const NO_DATABASE = "SQLite error 26";

/**
 * SQLite in one file, which several processes may have open.
 *
 * A call blocks the process until it is done, as SQLite does; nothing here holds a transaction over an `await`.
 *
 * @param url `file:./data/whosout.db`, relative to the working directory, or `file:/absolute/path.db`
 * @param waitMs how long a lock of another process is waited for
 */
export function sqlite(url: string, waitMs = 5000): Database {
  const name = url.replace(/^file:/, "");
  const path = resolve(name);
  let file: Libsql.Database | undefined;
  const open = () => {
    if (name.startsWith(":memory:")) throw new Error("requests must survive a restart, so it has to be a file");
    file ??= openFile(path, waitMs);
    return file;
  };
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: async () => lockedFirst(open()) }) });

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

function openFile(path: string, waitMs: number): Libsql.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  createPrivate(path);
  const database = new Libsql(path);
  database.pragma(`busy_timeout=${waitMs}`);
  useWriteAheadLog(database);
  // What was acknowledged survives a power cut.
  database.pragma("synchronous=FULL");
  database.pragma("secure_delete=ON");
  return database;
}

/**
 * Whatever is not only read has the lock before it begins. A statement of libsql's that finds the file locked stays in progress until it is
 * garbage: until then nothing that the connection writes is committed, and nobody else can write (tursodatabase/libsql-client-ts#352,
 * 0.5.29). `exec` leaves nothing behind.
 */
function lockedFirst(database: Libsql.Database): SqliteDatabase {
  const locked =
    <T>(write: (parameters: readonly unknown[]) => T) =>
    (parameters: readonly unknown[]): T => {
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = write(parameters);
        database.exec("COMMIT");
        return result;
      } catch (error) {
        // Some errors, as that of a full disk, have ended it already.
        if (database.inTransaction) database.exec("ROLLBACK");
        throw error;
      }
    };
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    return {
      reader: statement.reader,
      all: (parameters: readonly unknown[]) => statement.all(parameters),
      run: (parameters: readonly unknown[]) => statement.run(parameters),
      iterate: (parameters: readonly unknown[]) => statement.iterate(parameters),
    };
  };
  /** Those that read, by their SQL: to prepare one takes longer than to run it. */
  const reads = new LRUCache<string, ReturnType<typeof prepare>>({ max: MOST_PREPARED });
  const read = (sql: string) => {
    const statement = reads.get(sql) ?? prepare(sql);
    // Taken out until it has run to its end: one that fails may be in progress still, and is prepared anew.
    reads.delete(sql);
    const all = (parameters: readonly unknown[]) => {
      const rows = statement.all(parameters);
      reads.set(sql, statement);
      return rows;
    };
    return { ...statement, all };
  };
  return {
    close: () => {
      reads.clear();
      database.close();
    },
    prepare: (sql) => {
      if (/^\s*select\b/i.test(sql)) return read(sql);
      const statement = prepare(sql);
      return { ...statement, all: locked(statement.all), run: locked(statement.run) };
    },
  };
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
      database.exec("PRAGMA journal_mode=WAL");
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
