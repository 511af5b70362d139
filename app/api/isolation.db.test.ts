import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/db/connections";
import { countWeek, putDigest } from "@/db/digests";
import { createGoal } from "@/db/goal-edits";
import { createHabit } from "@/db/habit-edits";
import { insertVersioned } from "@/db/history";
import { createReflection } from "@/db/reflection-edits";
import { deleteRun } from "@/db/run-edits";
import { createShoe } from "@/db/shoe-edits";
import { takeSnapshot } from "@/db/snapshots";
import { createTask } from "@/db/task-edits";
import { type TestUser, testUser } from "@/db/testing";
import { as, makeRun } from "@/db/testing-nouns";
import { newId } from "@/lib/crypto";
import { SPECS } from "./_spec";
import type { Spec } from "./_spec/spec";
import { handlerOf, makeKey } from "./_spec/testing";

/**
 * Every call of the API with another person's ids: 404, whatever is sent along. A new noun in an address needs a thing of Ada's here.
 */
let ada: TestUser;
let keys: Record<"ada" | "bob", string>;
const things: Record<string, string> = {};
const NOW = { now: new Date("2026-11-21T10:00:00Z"), today: "2026-11-21" };

beforeAll(async () => {
  ada = await testUser();
  keys = { ada: await makeKey(ada), bob: await makeKey(await testUser()) };
  things["shoes"] = await as(ada, async (tx) => (await createShoe(tx, { name: `Ada ${newId().slice(0, 6)}` })).id);
  things["runs"] = (await makeRun(ada, { name: "Ada's own run", shoeId: things["shoes"] })).id;
  things["workouts"] = await as(ada, async (tx) => {
    const workout = {
      id: `file_${newId()}`,
      sport: "cycling",
      title: "Ada's own ride",
      status: "COMPLETED",
      start_at: "2026-11-01T07:00:00Z",
      time_zone: "UTC",
      local_date: "2026-11-01",
      duration_s: 1,
      elapsed_s: 1,
      source: "file",
    };
    const noun = { table: "workouts", idColumn: "workout_id", what: "workout" } as const;
    return (await insertVersioned<{ id: string }>(tx, noun, workout)).id;
  });
  things["connections"] = things["sync"] = "wakatime";
  things["coding"] = "all_time";
  things["tasks"] = await as(ada, async (tx) => (await createTask(tx, { title: "Ada's own task" }, NOW)).id);
  things["goals"] = await as(ada, async (tx) => (await createGoal(tx, { title: "Ada's own goal" }, NOW.today)).id);
  things["habits"] = await as(ada, async (tx) => (await createHabit(tx, { name: "Ada's own habit" }, NOW)).id);
  things["reflections"] = await as(ada, async (tx) => (await createReflection(tx, { text: "Ada's own day" }, NOW)).id);
  things["snapshots"] = await as(ada, async (tx) => (await takeSnapshot(tx, { name: "Ada's own life" }, NOW, 1)).id);
  things["digests"] = "2026-W40";
  await as(ada, async (tx) => putDigest(tx, "2026-W40", await countWeek(tx, "2026-W40"), true));
  await as(ada, (tx) => connect(tx, { provider: "wakatime", scopes: [], externalId: newId(), externalName: "Ada" }));
  things["strength"] = await as(ada, async (tx) => {
    const session = {
      ...{ id: `hevy_${newId()}`, title: "Ada's own session", start_at: "2026-11-01T07:00:00Z" },
      ...{ time_zone: "UTC", local_date: "2026-11-01", exercises: "[]", origin: "api" },
    };
    const noun = { table: "strength_workouts", idColumn: "workout_id", what: "session" } as const;
    return (await insertVersioned<{ id: string }>(tx, noun, session)).id;
  });
  things["imports"] = await as(ada, async (tx) => {
    const id = newId();
    await tx.query("insert into app.imports (user_id, id, state, files) values ($1, $2, 'done', '[]')", [tx.userId, id]);
    return id;
  });
});

async function send(spec: Spec, key: string, body?: string): Promise<Response> {
  const noun = spec.path.split("/")[1] ?? "";
  const id = things[noun];
  if (spec.params && id === undefined) throw new Error(`This test has no thing of Ada's for ${spec.path}.`);
  const params: Record<string, string> = spec.params
    ? { id: id ?? "", version: "1", provider: id ?? "", statsType: id ?? "", isoWeek: id ?? "" }
    : {};
  const path = spec.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const request = new NextRequest(`http://localhost/api${path}`, { method: spec.method, headers, ...(body ? { body } : {}) });
  return (await handlerOf(spec))(request, { params: Promise.resolve(params) });
}

const titled = SPECS.map((spec) => [`${spec.method} ${spec.path}`, spec] as const);
/** Everybody has these: to put a connection makes one's own, and statistics and weeks are of one's own time. */
const OWN = new Set(["connections.put", "coding.stats", "digests.make"]);
/** Calls that name a thing; to compare snapshots takes two in the query. */
const named = titled.filter(([, spec]) => spec.params && !OWN.has(spec.name));
const unnamed = titled.filter(([, spec]) => !spec.params && spec.method === "GET" && spec.name !== "snapshots.compare");

describe("another person's things", () => {
  it("are spoken of by the calls that this test knows", () => {
    expect(named.length).toBeGreaterThan(12);
    expect(unnamed.length).toBeGreaterThan(5);
  });

  it.each(named)("%s: there is no such thing", async (_, spec) => {
    for (const body of [undefined, "{}", "this is not JSON"]) {
      if (spec.method === "GET" && body) continue;
      const answer = await send(spec, keys.bob, body);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain("Ada");
    }
  });

  it.each(named.filter(([, spec]) => spec.method === "GET"))("%s: its owner sees it", async (_, spec) => {
    expect((await send(spec, keys.ada)).status).toBe(200);
  });

  it.each(unnamed)("%s: nothing of them in lists", async (_, spec) => {
    // Bob's own refusals name what he asked for, so somebody who has asked for nothing yet looks at the lists.
    const answer = await send(spec, await makeKey(await testUser()));
    expect(answer.status).toBe(200);
    const text = await answer.text();
    for (const id of [ada.id, ...Object.values(things)]) expect(text).not.toContain(id);
  });

  it("cannot be compared with", async () => {
    const pair = `a=${things["snapshots"]}&b=${things["snapshots"]}`;
    const { GET } = await import("./snapshots/compare/route");
    const ask = (key: string) =>
      GET(new NextRequest(`http://localhost/api/snapshots/compare?${pair}`, { headers: { authorization: `Bearer ${key}` } }), {
        params: Promise.resolve({}),
      });
    expect([(await ask(keys.bob)).status, (await ask(keys.ada)).status]).toEqual([404, 200]);
  });

  it("deleted ones are nobody else's either", async () => {
    const run = await makeRun(ada, {});
    await as(ada, (tx) => deleteRun(tx, run.id));
    const undelete = SPECS.find((spec) => spec.path === "/runs/{id}/undelete");
    const own = things["runs"] ?? "";
    things["runs"] = run.id;
    try {
      if (undelete) expect((await send(undelete, keys.bob)).status).toBe(404);
      if (undelete) expect((await send(undelete, keys.ada)).status).toBe(200);
    } finally {
      things["runs"] = own;
    }
  });

  it.each(titled)("%s: strangers are asked who they are", async (_, spec) => {
    expect((await send(spec, newId())).status).toBe(401);
  });
});
