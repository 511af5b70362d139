import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "@/db/connections";
import { ownerQuery, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { type Liar, startLiar } from "@/integrations/liar.fixture";
import { storeTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { hevy } from "./client";
import { type Connected, stored, sync } from "./connected.fixture";

let liar: Liar;
beforeAll(async () => {
  liar = await startLiar();
  vi.stubEnv("HEVY_API_URL", liar.origin);
});
afterAll(() => liar.stop());
beforeEach(() => {
  liar.asked.length = 0;
});

async function connected(apiKey = "a-key-of-hevys"): Promise<Connected> {
  const user = await testUser();
  await as(user, async (tx) => {
    await connect(tx, { provider: "hevy", scopes: [], externalId: newId(), externalName: "Ada" });
    await storeTokens(tx, "hevy", { accessToken: apiKey, refreshToken: null, tokenType: null, expiresAt: null });
  });
  return { user, apiKey };
}

const SETS = [{ type: "normal", weight_kg: 100, reps: 5 }];
const EXERCISES = [{ title: "Squat", exercise_template_id: "AA", sets: SETS }];
type Workout = { id: string; title: string; start_time: string; updated_at: string; exercises: typeof EXERCISES };

function workout(id: string, day: string, more: Partial<Workout> = {}): Workout {
  return { id, title: id, start_time: `${day}T07:00:00Z`, updated_at: `${day}T08:00:00Z`, exercises: EXERCISES, ...more };
}

type Event = { type: "updated"; workout: Workout } | { type: "deleted"; id: string; deleted_at: string };
const at = (event: Event) => Date.parse(event.type === "updated" ? event.workout.updated_at : event.deleted_at);

/** Says these workouts and events, each list with so many pages as it claims. */
function says(workouts: readonly unknown[], events: readonly Event[], pages = { workouts: 1, events: 1 }): void {
  liar.says = (url) => {
    if (url.pathname === "/v1/workouts") return json({ page_count: pages.workouts, workouts });
    if (url.pathname === "/v1/workouts/count") return json({ workout_count: workouts.length });
    const since = Date.parse(url.searchParams.get("since") ?? "");
    return json({ page_count: pages.events, events: events.filter((event) => at(event) >= since) });
  };
}

const json = (value: unknown) => ({ body: JSON.stringify(value) });
const updated = (one: Workout): Event => ({ type: "updated", workout: one });
const titles = async (of: Connected) => (await stored(of)).map(({ title }) => title);

describe("a Hevy that lies", () => {
  it.each([
    ["a change", updated(workout("late", "2026-03-01", { updated_at: "9999-12-31T23:59:59Z" }))],
    ["a deletion", { type: "deleted", id: "gone", deleted_at: "9999-12-31T23:59:59Z" } as const],
  ])("about when %s was does not hide the changes after it", async (_, lie) => {
    const of = await connected();
    says([workout("first", "2026-02-01")], [lie]);
    await sync(of);
    says([workout("first", "2026-02-01")], [lie, updated(workout("second", "2026-09-01"))]);
    await sync(of);
    expect(await titles(of)).toContain("second");
  });

  it.each(["0001-01-01T00:00:00Z", "9999-12-31T23:00:00Z"])("about a session in %s stores the others", async (start_time) => {
    const of = await connected();
    says([workout("lie", "2026-03-01", { start_time }), workout("true", "2026-02-01")], []);
    expect((await sync(of)).state).toBe("done");
    expect(await titles(of)).toEqual(["true"]);
    const [item] = await ownerQuery<{ reason: string }>("select reason from app.sync_items where user_id = $1", [of.user.id]);
    expect(item?.reason).toContain("a year that cannot be meant");
  });

  it("about what was deleted is not listened to where nothing can be called so", async () => {
    const of = await connected();
    says([workout("true", "2026-02-01")], [{ type: "deleted", id: "a\0b", deleted_at: "2026-04-01T00:00:00Z" }]);
    expect(await sync(of)).toMatchObject({ state: "done", reason: null });
    expect(await titles(of)).toEqual(["true"]);
  });

  it.each(["workouts", "events"] as const)("about how many pages of %s there are is found out", async (list) => {
    const of = await connected();
    const one = workout("one", "2026-02-01");
    says([one], [updated(one)], { workouts: 1, events: 1, [list]: Number.MAX_SAFE_INTEGER });
    expect(await sync(of)).toMatchObject({ state: "failed", reason: "Hevy's list has no end: its pages repeat themselves." });
    expect(liar.asked.length).toBeLessThan(12);
  });

  it("about itself cannot put into a name what the database does not take", async () => {
    liar.says = () => json({ data: { id: "0d8d", name: "Ada\0 \u0007Lovelace" } });
    if (hevy.entrance.kind !== "key") throw new Error("Hevy is entered with a key");
    expect(await hevy.entrance.identify("a-key-of-hevys", null)).toEqual({ externalId: "0d8d", externalName: "Ada Lovelace" });
    liar.says = () => json({ data: { id: "0d\0", name: null } });
    await expect(hevy.entrance.identify("a-key-of-hevys", null)).rejects.toThrow("something unexpected");
  });
});

describe("a limit that lasts for ever", () => {
  it.each(["99999999999", "1e300"])("(Retry-After: %s) is looked at again within a day", async (wait) => {
    const of = await connected();
    liar.says = () => ({ status: 429, headers: { "retry-after": wait }, body: "" });
    expect((await sync(of)).state).toBe("rate_limited");
    const [row] = await ownerQuery<{ soon: boolean; free: boolean }>(
      "select due_at < now() + interval '25 hours' as soon, lease_until is null as free from app.sync_metadata where user_id = $1",
      [of.user.id],
    );
    expect(row).toEqual({ soon: true, free: true });
  });
});

describe("a secret that no request can carry", () => {
  it("is not in the words of the failure", async () => {
    const of = await connected("very-secret\r\nx: y");
    const { state, reason } = await sync(of);
    expect([state, reason]).toEqual(["failed", expect.not.stringContaining("very-secret")]);
  });
});

describe("a Hevy that cannot say whose a key is", () => {
  const enter = (key: string) => (hevy.entrance.kind === "key" ? hevy.entrance.identify(key, null) : null);

  it("is entered by a key that opens the rest, and by no other", async () => {
    liar.says = ({ pathname }, { headers }) => {
      if (pathname === "/v1/user/info") return { status: 404, body: "Not Found" };
      return headers["api-key"] === "a-key-of-hevys" ? json({ workout_count: 3 }) : { status: 401, body: "InvalidApiKey" };
    };
    expect(await enter("a-key-of-hevys")).toEqual({ externalId: null, externalName: null });
    await expect(enter("another-key")).rejects.toMatchObject({ kind: "needs_reconnect" });
    liar.says = () => ({ status: 404, body: "Not Found" });
    await expect(enter("a-key-of-hevys")).rejects.toMatchObject({ kind: "transient" });
  });
});
