import { describe, expect, it } from "vitest";
import { newId } from "@/lib/crypto";
import { asOwner, asUser, jobActor } from "./client";
import { getServer, listTables } from "./status";
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
});
