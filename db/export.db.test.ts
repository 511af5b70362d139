import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { EXPORTED, type ExportedTable, exportRows } from "./export";
import * as schema from "./schema";
import { ownerQuery, testUser } from "./testing";
import { as } from "./testing-nouns";

/** The smallest number that JSON's numbers cannot tell from its neighbour, and the smallest and largest of 64 bits. */
const HASHES = ["9007199254740993", "-9223372036854775808", "9223372036854775807"];

const ROWS: Record<string, string> = {
  coding_combos: "(user_id, id) values ($1, $2)",
  coding_user_agents: "(user_id, id, value, first_seen_at, last_seen_at) values ($1, $2, 'vim', now(), now())",
  coding_machines: "(user_id, id, name, first_seen_at, last_seen_at) values ($1, $2, 'desk', now(), now())",
  coding_slices: "(user_id, date, source, combo_id, us) values ($1, '2026-01-02', 'wakatime', $2, 60)",
  heartbeats:
    "(user_id, at_us, key, combo_id, entity, type, user_agent_id, machine_id) values ($1, 5, $2, $2, 'a.ts', 'file', $2, $2)",
};

/** Columns that hold more than a number does, by table. */
function wideColumns(): Map<string, string[]> {
  const tables = Object.values(schema).filter((one) => is(one, PgTable));
  const wide = tables.map((table) => {
    const columns = Object.values(getTableColumns(table)).filter(({ dataType }) => dataType === "bigint");
    return [getTableName(table), columns.map(({ name }) => name)] as const;
  });
  return new Map(wide.filter(([table, columns]) => columns.length > 0 && table in EXPORTED));
}

describe("hashes of 64 bits in the export", () => {
  it("are strings, digit by digit as they are stored, in every table that has them", async () => {
    const user = await testUser();
    await ownerQuery("insert into app.coding_days (user_id, date, source) values ($1, '2026-01-02', 'wakatime')", [user.id]);
    const wide = wideColumns();
    expect([...wide.keys()].sort()).toEqual(Object.keys(ROWS).sort());
    for (const [table, values] of Object.entries(ROWS)) {
      for (const hash of HASHES) await ownerQuery(`insert into app.${table} ${values}`, [user.id, hash]);
      const { rows } = await as(user, (tx) => exportRows(tx, table as ExportedTable, null));
      const read = rows.map((row) => JSON.parse(row) as Record<string, unknown>);
      for (const column of wide.get(table) ?? []) {
        expect([table, column, read.map((row) => row[column]).sort()]).toEqual([table, column, [...HASHES].sort()]);
      }
      expect(read[0]).not.toHaveProperty("user_id");
    }
  });
});
