import { expect, it } from "vitest";
import { COLUMNS } from "../../src/about/told.ts";
import { onBothDatabases, type Place, POSTGRES } from "../store/places.ts";

/**
 * Tables whose rows are about nobody: which digest was posted where, random numbers that are good for once, absences that changed, by their ids alone, what was done to the tables.
 */
const NOBODYS = {
  deliveries: [
    "digest_id",
    "slot",
    "day",
    "worker",
    "free_from",
    "tries",
    "doubt_since",
    "outcome",
    "posted",
    "follow_from",
    "settled_at",
  ],
  used_states: ["id", "forget_from"],
  heard_absences: ["id", "period_id", "worker", "at"],
  whosout_migrations: ["id", "applied_at"],
};

type Column = { table: string; column: string };

async function columnsIn({ query, url }: Place): Promise<Record<string, string[]>> {
  const sql =
    POSTGRES && url.startsWith("postgres")
      ? `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = current_schema()`
      : `select m.name as "table", c.name as "column" from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'`;
  const found: Record<string, string[]> = {};
  for (const { table, column } of (await query(sql)) as Column[]) {
    found[table] = [...(found[table] ?? []), column];
  }
  return found;
}

const sorted = (tables: Record<string, readonly string[]>) =>
  Object.fromEntries(Object.entries(tables).map(([table, columns]) => [table, columns.toSorted()]));

onBothDatabases(
  (newPlace) => {
    it("every column of every table is known to export and forget, or said to be about nobody", async () => {
      const place = await newPlace();
      await place.open();
      const known = Object.fromEntries(
        Object.entries(COLUMNS).map(([table, columns]) => [table, Object.keys(columns)]),
      );
      expect(sorted(await columnsIn(place))).toEqual(sorted({ ...known, ...NOBODYS }));
    });
  },
  { alsoNewer: false },
);
