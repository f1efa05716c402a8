import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Libsql from "libsql";

/** The bot's SQLite file, in a temporary folder of its own. */
export function createStore() {
  const folder = mkdtempSync(join(tmpdir(), "whosout-demo-"));
  const path = join(folder, "whosout.db");
  return {
    url: `file:${path}`,
    /** All of it, in base64. */
    read: (): string => {
      const database = new Libsql(path);
      try {
        // What was written lately stands in the log beside it. Nothing writes between this line and the next: both wait for nothing.
        database.pragma("wal_checkpoint(TRUNCATE)");
        return readFileSync(path).toString("base64");
      } finally {
        database.close();
      }
    },
    /** Before a bot has it open. */
    write: (base64: string): void => writeFileSync(path, Buffer.from(base64, "base64"), { mode: 0o600 }),
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
  };
}
