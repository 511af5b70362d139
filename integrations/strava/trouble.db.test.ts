import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { withinAQuarter } from "@/bin/test/one-quarter";
import type { FaultName } from "@/e2e/simulators/faults";
import { type Connected, idOf, stravaSite } from "./strava-site.fixture";

let site: Awaited<ReturnType<typeof stravaSite>>;
beforeAll(async () => {
  site = await stravaSite();
});
afterAll(() => site.close());

const GENEROUS = { overall: [1e5, 1e5], read: [1e5, 1e5] } as { overall: [number, number]; read: [number, number] };
afterEach(async () => {
  site.strava.control.clearFaults();
  site.strava.control.set({ limits: GENEROUS, inactive: false });
  await site.query("delete from door.provider_budgets");
});

const LIST = "/athlete/activities";
const all = (person: Connected) => site.atStrava(person).map(idOf).sort();

async function isWhole(person: Connected): Promise<void> {
  const rows = [...(await site.stored(person)).values()];
  expect(rows.map(({ id }) => id).sort()).toEqual(all(person));
  expect(rows.every(({ live }) => live)).toBe(true);
  expect(await site.sources(person)).toBe(all(person).length);
}

describe("a provider that lies or stumbles", () => {
  const lies: [fault: FaultName, words: RegExp][] = [
    ["bad_json", /not JSON/],
    ["html", /not JSON/],
    ["cut_body", /not JSON|could not be reached/],
    ["wrong_types", /unexpected at/],
    ["200_with_error", /unexpected/],
    ["500", /trouble of its own.*500/],
    ["503", /trouble of its own.*503/],
    ["close_socket", /could not be reached/],
    ["after_answer_drop", /could not be reached/],
  ];

  it.each(lies)("with %s stores nothing by half, says so, and goes on where it was", async (fault, words) => {
    const person = await site.connected({ activities: 230 });
    site.strava.control.fault({ fault, path: LIST, skip: 1 });
    const first = await site.sync(person);
    expect(first.state).toBe("failed");
    expect(first.reason).toMatch(words);
    const before = await site.sources(person);
    expect(before).toBeLessThan(230);
    expect((await site.stored(person)).size).toBe(before);
    // Once may be chance; the second time the connection says it.
    const second = await site.sync(person);
    expect(second.state).toBe("failed");
    expect(await site.connection(person)).toMatchObject({ state: "error", reason: second.reason });
    site.strava.control.clearFaults();
    site.strava.control.fault({ fault: "429", path: "/streams" });
    expect((await site.sync(person)).state).toBe("done");
    expect(await site.connection(person)).toMatchObject({ state: "ok", reason: null });
    await isWhole(person);
  });

  it("twice is asked again, and nothing is said", async () => {
    const person = await site.connected({ activities: 5 });
    for (const fault of ["503", "close_socket"] as const) site.strava.control.fault({ fault, path: LIST, times: 1 });
    site.strava.control.fault({ fault: "slow", path: LIST, times: 1, ms: 300 });
    expect(await site.sync(person)).toMatchObject({ state: "done", reason: null });
    await isWhole(person);
  });

  it("of one activity that cannot be read stores the others, and tries it again by itself", async () => {
    const person = await site.connected({ activities: 6 });
    const bad = site.atStrava(person)[2];
    if (!bad) throw new Error("no activity");
    site.strava.control.editActivity({ athleteId: person.athleteId, id: bad.id, ...JSON.parse('{"elapsed_time": "long"}') });
    const { counts, state } = await site.sync(person);
    expect([state, counts]).toMatchObject(["done", { fetched: 6, inserted: 5, failed: 1 }]);
    const items = () =>
      site.query<{ kind: string; item_id: string; reason: string }>(
        "select kind, item_id, reason from app.sync_items where user_id = $1",
        [person.actor.userId],
      );
    expect(await items()).toMatchObject([{ kind: "activity", item_id: String(bad.id) }]);
    expect((await items())[0]?.reason).toContain("elapsed_time");
    site.strava.control.editActivity({ athleteId: person.athleteId, id: bad.id, elapsed_time: 3000 });
    await site.query("update app.sync_items set next_try_at = now() where user_id = $1", [person.actor.userId]);
    expect((await site.sync(person)).counts.inserted).toBe(1);
    expect(await items()).toEqual([]);
    await isWhole(person);
  });
});

describe("an id that a number cannot hold", () => {
  it("is set aside by its name, and everything else arrives", async () => {
    const person = await site.connected({ activities: 4 });
    site.strava.control.addActivity({ athleteId: person.athleteId, sport_type: "Run", id: Number.MAX_SAFE_INTEGER + 3 });
    const { counts, state } = await site.sync(person);
    expect([state, counts]).toMatchObject(["done", { fetched: 5, inserted: 4, failed: 1 }]);
    expect((await site.sync(person)).state).toBe("done");
  });
});

describe("limits", () => {
  const NOON = new Date("2026-11-21T12:05:00Z");
  const at = (time: Date) => ({ now: () => time });

  it("that are used up in the middle stop the sync until the quarter hour ends, and it goes on from there", async () => {
    const person = await site.connected({ activities: 900 });
    site.strava.control.fault({ fault: "429", path: LIST, skip: 3 });
    const first = await site.sync(person, at(NOON));
    expect(first).toMatchObject({ state: "rate_limited", resumesAt: new Date("2026-11-21T12:15:00Z") });
    expect(await site.connection(person)).toMatchObject({ state: "rate_limited", resumesAt: first.resumesAt });
    site.strava.control.clearFaults();
    site.strava.control.fault({ fault: "429", path: "/streams" });
    const lists = await site.asked(() => site.sync(person), LIST);
    expect(lists).toBeLessThanOrEqual(7);
    await isWhole(person);
  });

  it("are obeyed before Strava has to say so", async () => {
    await withinAQuarter(async () => {
      const person = await site.connected({ activities: 900 });
      site.strava.control.set({ limits: { overall: [1e5, 1e5], read: [site.strava.control.usage().read[0] + 4, 1e5] } });
      site.strava.requests.clear();
      const { state } = await site.sync(person);
      expect(state).toBe("rate_limited");
      // Two of the four were for the shoes; what came is kept.
      expect(site.strava.requests.count(LIST)).toBe(2);
      expect(await site.sources(person)).toBe(399);
      expect(site.strava.requests.list(LIST).filter(({ status }) => status === 429)).toEqual([]);
    });
  });

  it("leave a share to others when what remains can wait, and the sync is done", async () => {
    await withinAQuarter(async () => {
      const person = await site.connected({ activities: 30 });
      const used = site.strava.control.usage().read[0];
      const limit = Math.ceil((used + 15) / 0.7);
      site.strava.control.set({ limits: { overall: [1e5, 1e5], read: [limit, 1e5] } });
      const { state } = await site.sync(person);
      expect(state).toBe("done");
      expect(site.strava.control.usage().read[0] - used).toBeGreaterThan(10);
      expect(site.strava.control.usage().read[0] - used).toBeLessThanOrEqual(16);
      const [due] = await site.query<{ soon: boolean }>(
        "select due_at < now() + interval '16 minutes' as soon from app.sync_metadata where user_id = $1",
        [person.actor.userId],
      );
      expect(due?.soon).toBe(true);
    });
  });
});

describe("access", () => {
  it("that runs out in the middle is renewed exactly once", async () => {
    const person = await site.connected({ activities: 700 });
    const { refreshed } = site.strava.control.issued();
    let asked = 0;
    const now = () => {
      // Whenever time is looked at a while after the beginning: a moment between two pages.
      if (++asked === 6) site.strava.control.expireTokens({ athleteId: person.athleteId });
      return new Date();
    };
    site.strava.control.fault({ fault: "429", path: "/streams" });
    expect((await site.sync(person, { now })).state).toBe("done");
    expect(site.strava.control.issued().refreshed - refreshed).toBe(1);
    await isWhole(person);
  });

  it("that was withdrawn needs a person, with the words for it where a webhook said so", async () => {
    const person = await site.connected({ activities: 3 });
    await site.sync(person);
    site.strava.control.revokeAccess({ athleteId: person.athleteId });
    await hint(person, "athlete", { authorized: "false" });
    expect((await site.sync(person)).state).toBe("refused");
    expect(await site.connection(person)).toMatchObject({ state: "needs_reconnect" });
    expect((await site.connection(person))?.reason).toContain("Access was withdrawn at Strava");
    await isWhole(person);
  });

  it("of an application that lapsed is another thing, and passes", async () => {
    const person = await site.connected({ activities: 3 });
    site.strava.control.set({ inactive: true });
    expect((await site.sync(person)).state).toBe("refused");
    expect(await site.connection(person)).toMatchObject({ state: "app_inactive" });
    site.strava.control.set({ inactive: false });
    expect((await site.sync(person)).state).toBe("done");
    expect(await site.connection(person)).toMatchObject({ state: "ok" });
  });

  it("without the scope is never renewed for it", async () => {
    const person = await site.connected({ activities: 3 });
    const narrow = site.strava.state.pairs.find(({ athleteId }) => athleteId === person.athleteId);
    if (narrow) narrow.scope = ["read"];
    const before = site.strava.requests.count("/oauth/token");
    expect((await site.sync(person)).state).toBe("refused");
    expect(site.strava.requests.count("/oauth/token")).toBe(before);
    expect(await site.connection(person)).toMatchObject({ state: "scope_missing" });
  });
});

function hint({ actor }: Connected, item: string, payload: object = {}): Promise<unknown> {
  return site.query(
    "insert into app.sync_items (user_id, provider, kind, item_id, payload) values ($1, 'strava', 'hint', $2, $3::jsonb)",
    [actor.userId, item, JSON.stringify(payload)],
  );
}

describe("a hint", () => {
  it("is never believed: what it names is asked for, whatever it says", async () => {
    const person = await site.connected({ activities: 120 });
    site.strava.control.fault({ fault: "429", path: "/streams" });
    await site.sync(person);
    const [edited, gone, there] = site.atStrava(person).slice(100);
    if (!edited || !gone || !there) throw new Error("too few activities");
    site.strava.control.editActivity({ athleteId: person.athleteId, id: edited.id, name: "Told by a webhook" });
    site.strava.control.deleteActivity({ athleteId: person.athleteId, id: gone.id });
    for (const { id } of [edited, gone, there]) await hint(person, String(id), { aspect: "delete" });
    await hint(person, "999", { aspect: "create" });
    const { counts } = await site.sync(person);
    expect(counts).toMatchObject({ updated: 1, deleted: 1, inserted: 0, failed: 0 });
    const rows = await site.stored(person);
    expect(rows.get(idOf(edited))).toMatchObject({ name: "Told by a webhook", live: true });
    expect([rows.get(idOf(gone))?.live, rows.get(idOf(there))?.live]).toEqual([false, true]);
    const left = await site.query("select 1 from app.sync_items where user_id = $1 and kind = 'hint'", [person.actor.userId]);
    expect(left).toEqual([]);
  });
});

describe("thousands of hints that somebody made up", () => {
  it("cost a look at the list, and no request each", async () => {
    const person = await site.connected({ activities: 40 });
    site.strava.control.fault({ fault: "429", path: "/streams" });
    await site.sync(person);
    const [edited, gone] = site.atStrava(person).slice(30);
    if (!edited || !gone) throw new Error("too few activities");
    site.strava.control.editActivity({ athleteId: person.athleteId, id: edited.id, name: "Told by a webhook" });
    site.strava.control.deleteActivity({ athleteId: person.athleteId, id: gone.id });
    for (const { id } of [edited, gone]) await hint(person, String(id));
    await site.query(
      `insert into app.sync_items (user_id, provider, kind, item_id)
        select $1, 'strava', 'hint', (77000000 + n)::text from generate_series(1, 3000) n`,
      [person.actor.userId],
    );
    site.strava.control.clearRequests();
    expect((await site.sync(person)).counts).toMatchObject({ updated: 1, deleted: 1, inserted: 0 });
    expect(site.strava.requests.count("/activities/")).toBeLessThan(10);
    const rows = await site.stored(person);
    expect([rows.get(idOf(edited))?.name, rows.get(idOf(gone))?.live]).toEqual(["Told by a webhook", false]);
    expect(await site.query("select 1 from app.sync_items where user_id = $1 and kind = 'hint'", [person.actor.userId])).toEqual(
      [],
    );
  });
});

describe("a policy to keep n days", () => {
  it("asks for nothing older, so that what was erased stays so", async () => {
    const person = await site.connected({ activities: 60 });
    await site.query("update app.integrations set policy = 'keep_days', policy_days = 30 where user_id = $1", [
      person.actor.userId,
    ]);
    site.strava.control.fault({ fault: "429", path: "/streams" });
    await site.sync(person);
    const young = site.atStrava(person).filter(({ start_date }) => Date.parse(start_date) > Date.now() - 30 * 86_400_000);
    expect(young.length).toBeGreaterThan(5);
    expect([...(await site.stored(person)).keys()].sort()).toEqual(young.map(idOf).sort());
  });
});
