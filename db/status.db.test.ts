import { describe, expect, it } from "vitest";
import { newId } from "@/lib/crypto";
import { asOwner, asUser, jobActor } from "./client";
import { getServer, listTables } from "./status";
import { listIndexes, listTableCare } from "./status-care";
import { listSlowStatements, measureBloat } from "./status-extensions";
import { ownerQuery, testUser } from "./testing";
import { recordAction } from "./user-actions";

describe("the owner's look at the database", () => {
  it("shows every table once, partitions with their parent, and the server", async () => {
    const user = await testUser();
    const actor = { ...jobActor(user.id, newId(), "job"), role: "owner" as const };
    await asUser(actor, (tx) => recordAction(tx, { action: "tests.status", outcome: "success" }));
    const tables = await asOwner(actor, listTables);
    const names = tables.map((table) => table.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(["app.runs", "app.user_actions", "door.sessions"]));
    expect(names.filter((name) => name.includes("user_actions"))).toEqual(["app.user_actions"]);
    const [real] = await ownerQuery<{ bytes: string }>(
      "select sum(pg_total_relation_size(inhrelid)) as bytes from pg_inherits where inhparent = 'app.user_actions'::regclass",
    );
    expect(tables.find((table) => table.name === "app.user_actions")?.bytes).toBe(Number(real?.bytes));
    const server = await asOwner(actor, getServer);
    expect(server.databaseBytes).toBeGreaterThan(1_000_000);
    expect(server.connections).toBeGreaterThan(0);
  });

  it("shows for busy tables when autovacuum comes, by the table's own settings or the server's", async () => {
    const user = await testUser();
    const actor = { ...jobActor(user.id, newId(), "job"), role: "owner" as const };
    const estimate = async () =>
      (
        await ownerQuery<{ rows: number }>("select greatest(reltuples, 0) as rows from pg_class where oid = 'app.runs'::regclass")
      )[0]?.rows;
    let rows = await estimate();
    let care = await asOwner(actor, (tx) => listTableCare(tx, 100));
    // Autovacuum may count them anew between the two looks.
    for (let again = await estimate(); again !== rows; again = await estimate()) {
      rows = again;
      care = await asOwner(actor, (tx) => listTableCare(tx, 100));
    }
    const runs = care.find(({ name }) => name === "app.runs");
    // As drizzle/0003_hot_tables.sql sets them.
    expect(runs).toMatchObject({ own: true, off: false });
    expect(runs?.vacuumAtDeadRows).toBeCloseTo(500 + 0.005 * Number(rows), 0);
    expect(runs?.vacuumAtInsertedRows).toBeCloseTo(1000 + 0.005 * Number(rows), 0);
    const own = await ownerQuery<{ name: string }>(
      "select relnamespace::regnamespace || '.' || relname as name from pg_class where relkind = 'r' and relnamespace in ('app'::regnamespace, 'door'::regnamespace) and reloptions is not null order by 1",
    );
    expect(care.flatMap((table) => (table.own ? [table.name] : [])).sort()).toEqual(own.map(({ name }) => name));
    const indexes = await asOwner(actor, listIndexes);
    expect(indexes.find(({ name }) => name === "runs_pk")).toMatchObject({ table: "app.runs", rule: "primary key" });
    expect(new Set(indexes.map(({ table, name }) => `${table} ${name}`)).size).toBe(indexes.length);
  });

  it("tells how much of a table is empty and which statements are slow, or that nobody can tell", async () => {
    const user = await testUser();
    const actor = { ...jobActor(user.id, newId(), "job"), role: "owner" as const };
    const may = async (extension: string, role: string) => {
      const [row] = await ownerQuery<{ may: boolean }>(
        `select exists (select from pg_extension where extname = $1) and pg_has_role('almanac_auditor', $2, 'usage') as may`,
        [extension, role],
      );
      return row?.may === true;
    };
    const bloat = await measureBloat(actor);
    expect(bloat !== null).toBe(await may("pgstattuple", "pg_stat_scan_tables"));
    for (const { bytes, emptyBytes } of bloat ?? []) {
      expect(bytes).toBeGreaterThan(0);
      expect(emptyBytes).toBeLessThanOrEqual(bytes);
    }
    if (bloat) expect(bloat.map(({ name }) => name)).toContain("app.users");
    const slow = await listSlowStatements(actor, 500);
    if (await may("pg_stat_statements", "pg_read_all_stats")) {
      expect(slow?.some(({ text }) => text.includes("app.users") || text.includes("door."))).toBe(true);
      expect(slow?.every(({ text }) => !text.includes(user.id))).toBe(true);
    }
  });
});
