import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Log } from "../domain/log.ts";
import type { Database, Tables } from "./database.ts";
import { notes, pendingStatements } from "./migrations.ts";

/** Names the one lock that all of ours take in a database; arbitrary. */
const LOCK = [7703, 1] as const;

/**
 * PostgreSQL. A connection that breaks is replaced by the next call.
 *
 * @param url `postgres://user:password@host/database`, TLS as it says (`?sslmode=require`)
 */
export function postgres(url: string, log?: Log): Database {
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: async () => {
        const pool = new pg.Pool({
          connectionString: url,
          application_name: "whosout",
          max: 5,
          connectionTimeoutMillis: 5_000,
          statement_timeout: 10_000,
          // A process that lost its network holds the lock for no longer than this.
          idle_in_transaction_session_timeout: 10_000,
          keepAlive: true,
        });
        // A lost connection is an event of its client, in hand or not; unheard, it would end the process. Who waits for an answer
        // on it gets an error besides.
        pool.on("connect", (client) => {
          client.on("error", (error) => log?.warn({ code: codeOf(error) }, "a connection to the database was lost"));
        });
        pool.on("error", () => {});
        return pool;
      },
    }),
  });

  const alone = <T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(LOCK[0])}, ${sql.lit(LOCK[1])})`.execute(transaction);
      return work(transaction);
    });

  return {
    db,
    migrate: () =>
      alone(async (transaction) => {
        const { make, read } = notes(transaction);
        await transaction.executeQuery(make);
        const { rows } = await transaction.executeQuery(read);
        for (const statement of pendingStatements(rows, transaction)) await transaction.executeQuery(statement);
      }),
    oneAtATime: alone,
    // Its vacuum does that in its own time.
    scrub: async () => {},
    purge: async () => {},
    explain,
    close: () => db.destroy(),
  };
}

function explain(error: unknown): string {
  const code = codeOf(error);
  if (error instanceof pg.DatabaseError) return `PostgreSQL (DATABASE_URL) refuses: ${error.message}.`;
  if (code === "ERR_INVALID_URL") {
    return "DATABASE_URL is not an address; write special characters of the password as %XX (@ is %40, / is %2F, # is %23).";
  }
  const reason = code ?? (error instanceof Error ? error.message : "nobody knows why");
  return `PostgreSQL (DATABASE_URL) cannot be reached: ${reason}.`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
