import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "@/db/connections";
import { ownerQuery, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { type Liar, startLiar } from "@/integrations/liar.fixture";
import { storeTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { stored, sync } from "./connected.fixture";

let liar: Liar;
beforeAll(async () => {
  liar = await startLiar();
  vi.stubEnv("STRAVA_CLIENT_ID", "12345");
  vi.stubEnv("STRAVA_CLIENT_SECRET", "strava-secret");
  vi.stubEnv("STRAVA_OAUTH_URL", `${liar.origin}/oauth`);
  vi.stubEnv("STRAVA_API_URL", `${liar.origin}/api/v3`);
});
afterAll(() => liar.stop());
beforeEach(() => {
  liar.asked.length = 0;
});

async function connected() {
  const user = await testUser();
  const scopes = ["read", "activity:read_all", "profile:read_all"];
  await as(user, async (tx) => {
    await connect(tx, { provider: "strava", scopes, externalId: newId(), externalName: "Ada" });
    const expiresAt = new Date(Date.now() + 6 * 3_600_000);
    await storeTokens(tx, "strava", { accessToken: "access", refreshToken: "refresh", tokenType: "Bearer", expiresAt });
  });
  return { user };
}

const json = (value: unknown) => ({ body: JSON.stringify(value) });

function run(id: number, day: string, more: Record<string, unknown> = {}) {
  const times = { start_date: `${day}T07:00:00Z`, elapsed_time: 1800, moving_time: 1790 };
  return { id, name: `Run ${id}`, sport_type: "Run", ...times, distance: 5000, manual: true, ...more };
}

/** Says these pages for as long as it is asked, one after the other and from the first again. */
function says(...pages: unknown[][]): void {
  let page = 0;
  answers(() => pages[page++ % pages.length] ?? []);
}

function answers(list: (query: URLSearchParams) => unknown[]): void {
  const told = new Map<string, unknown>();
  liar.says = ({ pathname, searchParams }) => {
    if (pathname === "/api/v3/athlete/activities") {
      const page = list(searchParams);
      for (const one of page) told.set(`/api/v3/activities/${(one as { id: number }).id}`, one);
      return json(page);
    }
    if (told.has(pathname)) return json(told.get(pathname));
    if (pathname === "/api/v3/athlete") return json({ id: 5, shoes: [], bikes: [] });
    return { status: 404, body: "{}" };
  };
}

const ids = async (of: Awaited<ReturnType<typeof connected>>) => [...(await stored(of)).keys()];

describe("a Strava whose list goes in circles", () => {
  it.each([
    ["the same page for ever", [[run(1, "2026-03-01"), run(2, "2026-02-01")]]],
    [
      "two pages in turns",
      [
        [run(1, "2026-03-01"), run(2, "2026-02-01")],
        [run(3, "2026-02-27"), run(4, "2026-01-15")],
      ],
    ],
  ])("(%s) is found out, and what it said is kept", async (_, pages) => {
    const of = await connected();
    says(...pages);
    const { state, reason } = await sync(of);
    expect([state, reason]).toEqual(["failed", expect.stringContaining("goes in circles")]);
    expect(liar.asked.length).toBeLessThan(30);
    expect(await ids(of)).toEqual(pages.flat().map(({ id }) => `strava_${id}`));
  });
});

describe("a Strava whose list is counted in another way", () => {
  /** Two days apart, the newest first; the last three began in one second. */
  const all = Array.from({ length: 451 }, (_, n) => {
    const day = new Date(Date.UTC(2026, 5, 1) - Math.min(n, 448) * 2 * 86_400_000).toISOString().slice(0, 10);
    return run(n + 1, day);
  });
  const seconds = ({ start_date }: { start_date: string }) => Date.parse(start_date) / 1000;

  it.each([
    ["takes what began at `before` as well", (one: (typeof all)[number], before: number) => seconds(one) <= before],
    ["does not heed `before`", () => true],
  ])("and %s ends with all of it, nothing twice", async (_, isIn) => {
    const of = await connected();
    answers((query) => {
      const [size, page, before] = ["per_page", "page", "before"].map((name) => Number(query.get(name) ?? Number.NaN));
      const wanted = all.filter((one) => !before || isIn(one, before));
      const from = ((page || 1) - 1) * (size || 30);
      return wanted.slice(from, from + (size || 30));
    });
    expect(await sync(of, { full: true })).toMatchObject({ state: "done", counts: { fetched: 451, inserted: 451, failed: 0 } });
    expect((await ids(of)).length).toBe(451);
    expect(liar.asked.filter((path) => path.includes("/athlete/activities")).length).toBeLessThan(8);
    expect(await sync(of, { full: true })).toMatchObject({ state: "done", counts: { fetched: 451, unchanged: 451, deleted: 0 } });
  });
});

describe("a Strava that lies", () => {
  it.each([
    ["an activity in the year 1", run(1, "0001-01-01"), "a year that cannot be meant"],
    ["an activity in the year 9999", run(1, "9999-12-31"), "a year that cannot be meant"],
  ])("about %s stores the others and says what is wrong", async (_, lie, words) => {
    const of = await connected();
    answers((query) => (query.has("before") ? [] : [lie, run(2, "2026-02-01")]));
    expect(await sync(of)).toMatchObject({ state: "done", counts: { failed: 1, inserted: 1 } });
    expect(await ids(of)).toEqual(["strava_2"]);
    const [item] = await ownerQuery<{ reason: string }>("select reason from app.sync_items where user_id = $1", [of.user.id]);
    expect(item?.reason).toContain(words);
  });

  it.each([
    ["half a character", "g\ud800"],
    ["what text cannot hold", "g\0"],
    ["20,000 letters", "g".repeat(20_000)],
    ["a path", "../../oauth/token"],
  ])("about gear called %s leaves the gear out and nothing else", async (_, gearId) => {
    const of = await connected();
    const gear = { id: gearId, name: "Shoe" };
    answers((query) => (query.has("before") ? [] : [run(1, "2026-03-01", { gear_id: gearId, gear })]));
    expect(await sync(of)).toMatchObject({ state: "done", reason: null, counts: { inserted: 1, failed: 0 } });
    expect((await stored(of)).get("strava_1")?.shoe_id).toBeNull();
    expect(liar.asked.filter((path) => path.includes("gear"))).toEqual([]);
  });

  it("about where an activity began stores it all the same", async () => {
    const of = await connected();
    answers((query) => (query.has("before") ? [] : [run(1, "2026-03-01", { start_latlng: [null, null], trainer: true })]));
    expect(await sync(of)).toMatchObject({ state: "done", counts: { inserted: 1, failed: 0 } });
  });
});

describe("an activity whose id cannot be asked for", () => {
  it("is given up at once, and does not make syncs due for ever", async () => {
    const of = await connected();
    answers((query) => (query.has("before") ? [] : [run(12, "2026-02-01"), run(1e22, "2026-01-01")]));
    await sync(of);
    const [item] = await ownerQuery("select dead_at is not null as dead from app.sync_items where user_id = $1", [of.user.id]);
    expect(item).toEqual({ dead: true });
    await ownerQuery("update app.sync_items set next_try_at = now() - interval '1 hour' where user_id = $1", [of.user.id]);
    await sync(of);
    const [row] = await ownerQuery("select due_at > now() as later from app.sync_metadata where user_id = $1", [of.user.id]);
    expect(row).toEqual({ later: true });
  });
});

describe("a device whose clock was years ahead", () => {
  it("does not hide what comes later", async () => {
    const of = await connected();
    const all = [run(1, "2036-03-01"), run(2, "2026-02-01")];
    const start = ({ start_date }: { start_date: string }) => Date.parse(start_date) / 1000;
    answers((query) =>
      all
        .filter((one) => start(one) < Number(query.get("before") ?? Number.POSITIVE_INFINITY))
        .sort((a, b) => start(b) - start(a))
        .slice(0, Number(query.get("per_page"))),
    );
    expect(await sync(of)).toMatchObject({ state: "done", counts: { inserted: 2 } });
    const day = (n: number) => new Date(Date.UTC(2026, 1, 2 + Math.floor(n / 3), 5 * (n % 3))).toISOString();
    for (let n = 0; n < 600; n++) all.push(run(1_000 + n, "2026-02-02", { start_date: day(n), distance: 5_000 + n }));
    expect(await sync(of)).toMatchObject({ state: "done", counts: { inserted: 600 } });
  });
});
