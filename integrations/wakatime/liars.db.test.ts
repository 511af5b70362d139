import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { connect, getConnection, remember } from "@/db/connections";
import { type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { historyOf } from "@/domain/wakatime-history";
import { type Liar, startLiar } from "@/integrations/liar.fixture";
import { storeTokens } from "@/integrations/tokens";
import { daysOf, sharesOf, statsOf, sync } from "./connected.fixture";

/** Servers at addresses that people type may say anything at all. */
let liar: Liar;
beforeAll(async () => {
  vi.stubEnv("ALLOW_PRIVATE_HOSTS", "true");
  liar = await startLiar();
});
afterAll(() => liar.stop());

type Told = {
  me?: object;
  since?: object;
  stats?: object;
  days?: (from: string, to: string) => object[];
  more?: Record<string, object>;
};
let told: Told;
let ada: { user: TestUser };

const day = (date: string, seconds: unknown, more: object = {}) => ({
  grand_total: { total_seconds: seconds },
  range: { date },
  ...more,
});

beforeEach(async () => {
  told = {};
  liar.asked = [];
  liar.says = (url) => {
    const path = url.pathname.replace("/users/current", "");
    const q = (name: string) => url.searchParams.get(name) ?? "";
    const body = {
      "": { data: { id: "liar", timezone: "UTC", ...told.me } },
      "/status_bar/today": { data: day(new Date().toISOString().slice(0, 10), 60) },
      "/all_time_since_today": { data: { total_seconds: 5, is_up_to_date: true, ...told.since } },
      "/summaries": { data: told.days?.(q("start"), q("end")) ?? [] },
      ...told.more,
    }[path];
    if (body) return { body: JSON.stringify(body) };
    if (path.startsWith("/stats/") && told.stats) return { body: JSON.stringify({ data: told.stats }) };
    return { status: 404, body: "{}" };
  };
  const user = await testUser();
  await as(user, async (tx) => {
    await connect(tx, { provider: "wakatime", scopes: [], externalId: "liar", externalName: "Liar", serverAddress: liar.origin });
    await storeTokens(tx, "wakatime", { accessToken: "secret-key", refreshToken: null, tokenType: null, expiresAt: null });
  });
  ada = { user };
});

it("statistics with texts that no database stores are kept without those", async () => {
  const name = "a\0b\ud800c";
  told.stats = {
    total_seconds: 5,
    is_up_to_date: true,
    [name]: { deep: [name] },
    languages: [{ name, total_seconds: 5 }],
    human: name,
  };
  told.days = (from) => [day(from, 60, { projects: [{ name, total_seconds: 60 }] })];
  expect((await sync(ada)).state).toBe("done");
  expect((await statsOf(ada)).get("last_7_days")?.data["human"]).toBe("ab\ufffdc");
  expect((await daysOf(ada)).size).toBeGreaterThan(0);
  const [date = ""] = (await daysOf(ada)).keys();
  expect(Object.keys(await sharesOf(ada, date, "project"))).toEqual(["ab\ufffdc"]);
});

it.each([
  ["a total that no day has", (from: string) => [day(from, 1e300)]],
  ["a share that no day has", (from: string) => [day(from, 60, { languages: [{ name: "Go", total_seconds: 1e15 }] })]],
  ["time that runs backwards", (from: string) => [day(from, -60)]],
  ["time in words", (from: string) => [day(from, "1 hr")]],
])("%s is said to be none, and nothing of the answer is used", async (_, days) => {
  told.days = days;
  const outcome = await sync(ada);
  expect([outcome.state, outcome.reason]).toEqual([
    "failed",
    expect.stringMatching(/^WakaTime answered with something unexpected/),
  ]);
  expect((await daysOf(ada)).size).toBe(0);
});

it("days out of order, twice, of other centuries and without a date are those that were asked for, once", async () => {
  told.since = { range: { start_date: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) } };
  told.days = (from, to) => [
    day(to, 30),
    day("9999-12-31", 5),
    day("0000-01-01", 5),
    day("2026-02-30", 5),
    day(from, 10),
    day(from, 20),
    day("", 5),
  ];
  expect((await sync(ada)).state).toBe("done");
  expect([...(await daysOf(ada)).values()].sort()).toEqual([20e6, 30e6]);
});

it.each([
  ["that began in the year 1", { range: { start_date: "0001-01-01" } }],
  ["that never ends", {}],
])(
  "the way back of a server %s is not endless",
  async (_, since) => {
    told.since = since;
    told.days = (from) => [day(from, 60)];
    expect((await sync(ada)).state).toBe("done");
    const first = [...(await daysOf(ada)).keys()][0];
    expect(first).toBe("2000-01-01");
    expect(liar.asked.length).toBeLessThan(400);
    liar.asked = [];
    expect((await sync(ada)).state).toBe("done");
    expect(liar.asked.length).toBeLessThan(30);
  },
  60_000,
);

it("a dump of a name that cannot be kept is none", async () => {
  await as(ada.user, (tx) => remember(tx, "wakatime", { history: { state: "asked", askedAt: Date.now() } }));
  told.more = { "/data_dumps": { data: [{ id: "a\0b", type: "heartbeats", percent_complete: 5 }] } };
  expect(await sync(ada)).toMatchObject({
    state: "failed",
    reason: expect.stringMatching(/^WakaTime answered with something unexpected/),
  });
  expect(historyOf(await as(ada.user, (tx) => getConnection(tx, "wakatime")))?.state).toBe("asked");
});
