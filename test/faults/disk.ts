import Libsql from "libsql";
import { lifeNow, step } from "./life.ts";

/** What can be the matter with the file that the store is kept in. */
export type Trouble = "locked" | "full" | "read-only" | "gone";

/**
 * The disk under the stores of all lives. Its troubles are SQLite's own, so far as they can be brought about: another connection that holds
 * the lock, no more pages, no writing. One that is gone is played: a file that is open stays readable under Linux.
 */
export function createDisk(path: string) {
  let trouble: Trouble | undefined;
  let holder: Libsql.Database | undefined;
  const open = new Map<Libsql.Database, Trouble | undefined>();
  const { prepare, pragma } = Libsql.prototype;

  /** What a connection has to suffer now, as it is. */
  function suffer(database: Libsql.Database): void {
    const before = open.get(database);
    if (before === trouble) return;
    open.set(database, trouble);
    if (before === "read-only") pragma.call(database, "query_only=OFF");
    if (before === "full") pragma.call(database, "max_page_count=1073741823");
    if (trouble === "read-only") pragma.call(database, "query_only=ON");
    if (trouble === "full") pragma.call(database, "max_page_count=1");
  }

  function prepareHere(this: Libsql.Database, sql: string): unknown {
    const life = lifeNow();
    if (life) {
      if (life.isOver || !step(life)) throw new Error("this process has ended");
      if (trouble === "gone") throw Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR", rawCode: 10 });
      suffer(this);
    }
    return prepare.call(this, sql);
  }
  Libsql.prototype.prepare = prepareHere as typeof prepare;
  // Who waits for a lock here would keep time from going on: all of it passes at once. And the power stays on.
  const INSTEAD: Record<string, string> = {
    "busy_timeout=5000": "busy_timeout=0",
    "synchronous=FULL": "synchronous=OFF",
  };
  Libsql.prototype.pragma = function (this: Libsql.Database, source: string, options?: Libsql.PragmaOptions) {
    return pragma.call(this, INSTEAD[source] ?? source, options);
  };

  const heal = () => {
    trouble = undefined;
    holder?.exec("ROLLBACK");
    holder?.close();
    holder = undefined;
  };

  return {
    suffer: (what: Trouble): void => {
      heal();
      trouble = what;
      if (what !== "locked") return;
      holder = new Libsql(path);
      holder.exec("BEGIN IMMEDIATE");
    },
    heal,
    /** Asked beside the bot. */
    ask: <T>(sql: string): T[] => {
      const database = new Libsql(path, { readonly: true });
      try {
        return prepare.call(database, sql).all([]) as T[];
      } finally {
        database.close();
      }
    },
    end: (): void => {
      heal();
      Object.assign(Libsql.prototype, { prepare, pragma });
    },
  };
}
