import { describe, expect, it } from "vitest";
import { drainRecounts } from "@/worker/jobs/coding";
import { type ArchivedDay, putDays } from "./coding-archive";
import { codingNames } from "./coding-names";
import { codingByDay, codingDaysRange, codingTotals, listCodingDays } from "./coding-reads";
import { codingSettings, setCodingSettings } from "./coding-settings";
import { beatAt, MORNING_US } from "./coding-testing";
import { codingDependencies, codingDurations, codingEntities, codingRhythm, stretchOf } from "./coding-timeline";
import { latestHeartbeat, listHeartbeats, listOrigins, takeHeartbeats } from "./heartbeats";
import { getSettings, updateSettings } from "./settings";
import { ownerQuery, type TestUser, testUser } from "./testing";
import { as } from "./testing-nouns";

const ALL = { from: null, to: "2100-01-01" };
const take = (user: TestUser, ...beats: ReturnType<typeof beatAt>[]) => as(user, (tx) => takeHeartbeats(tx, beats));
const totals = (user: TestUser, ...dimensions: Parameters<typeof codingTotals>[1]["dimensions"][number][]) =>
  as(user, async (tx) => {
    const { totalUs, items } = await codingTotals(tx, { ...ALL, dimensions });
    return { total: totalUs / 1e6, ...Object.fromEntries(items.map(({ name, us }) => [name, us / 1e6])) };
  });

describe("what a heartbeat counts under", () => {
  it("the last project is that of the latest work before, in the same batch or stored, not of other pages", async () => {
    const user = await testUser();
    const page = {
      project: "<<LAST_PROJECT>>",
      branch: "<<LAST_BRANCH>>",
      language: "<<LAST_LANGUAGE>>",
      type: "domain",
      entity: "https://x.test",
    };
    await take(
      user,
      beatAt(0, { branch: "main" }),
      beatAt(10, { type: "url", entity: "https://y.test", project: "other" }),
      beatAt(20, page),
    );
    await take(user, beatAt(30, page), beatAt(40, { project: "q", language: "Rust" }), beatAt(50, page), beatAt(60));
    await take(user, beatAt(-100, page));
    const beats = await as(user, (tx) => listHeartbeats(tx, 0, MORNING_US * 2));
    expect(beats.map(({ project, branch, language, category }) => [project, branch, language, category].join(" "))).toEqual([
      "   browsing",
      "p main Go coding",
      "other  Go browsing",
      "p main Go browsing",
      "p main Go browsing",
      "q  Rust coding",
      "q  Rust browsing",
      "p  Go coding",
    ]);
  });

  it("a retry of one with placeholders meets itself though the last project is another one now", async () => {
    const user = await testUser();
    const page = beatAt(20, { project: "<<LAST_PROJECT>>", type: "domain" });
    await take(user, beatAt(0, { project: "p" }), page);
    await take(user, beatAt(10, { project: "q" }));
    expect(await take(user, page)).toEqual({ stored: 0, doubled: 1 });
  });

  it("time of an agent that no user agent names is an agent's all the same", async () => {
    const user = await testUser();
    await take(user, beatAt(0, { category: "ai coding" }), beatAt(60), beatAt(90));
    expect(await totals(user, "agent", "category")).toEqual({ total: 90, "AI agent": 60, "": 30, "ai coding": 60, coding: 30 });
    for (const [agent, us] of [
      ["agent", 60e6],
      ["hand", 30e6],
    ] as const) {
      const filter = { agent };
      expect(await as(user, (tx) => codingTotals(tx, { ...ALL, filter, dimensions: [] }))).toEqual({ totalUs: us, items: [] });
    }
  });
});

it("keeps every character of every field", async () => {
  const user = await testUser();
  const nasty = `a"b\\c{d},e'f;--\n\t\u2028 NULL ü 漢 🦀 \\N`;
  const sent = beatAt(0, {
    ...{ entity: nasty, project: nasty, branch: "NULL", language: "{}", category: "it's", user_agent: nasty, machine: '"' },
    ...{ dependencies: [nasty, "NULL", "{}", ",", '"'], ai_model: nasty, lines: -1, lineno: 2_147_483_647, cursorpos: 0 },
  });
  await take(user, sent, beatAt(30, { dependencies: null }));
  const [kept] = await as(user, (tx) => listHeartbeats(tx, 0, MORNING_US * 2));
  const { userAgent: _, machine: __, timeZone: ___, ...fields } = sent;
  expect(kept).toMatchObject(fields);
  expect(await as(user, (tx) => listOrigins(tx, "user_agents"))).toEqual(
    expect.arrayContaining([expect.objectContaining({ value: nasty })]),
  );
  expect(await as(user, (tx) => listOrigins(tx, "machines"))).toEqual(
    expect.arrayContaining([expect.objectContaining({ value: '"' })]),
  );
  expect(await totals(user, "project")).toEqual({ total: 30, [nasty]: 30 });
});

describe("the process's memory of what is stored", () => {
  it("does not outlive a transaction that failed", async () => {
    const user = await testUser();
    const attempt = as(user, async (tx) => {
      await takeHeartbeats(tx, [beatAt(0), beatAt(30)]);
      throw new Error("the power went");
    });
    await expect(attempt).rejects.toThrow("the power went");
    await take(user, beatAt(0), beatAt(30));
    expect(await totals(user, "project")).toEqual({ total: 30, p: 30 });
    expect(await as(user, (tx) => listOrigins(tx, "machines"))).toMatchObject([{ value: "desk" }]);
    expect(await as(user, (tx) => listOrigins(tx, "user_agents"))).toHaveLength(1);
  });

  it("remembers when an editor was seen first and last", async () => {
    const user = await testUser();
    await take(user, beatAt(1_000));
    await take(user, beatAt(5_000));
    await take(user, beatAt(0));
    const [origin] = await as(user, (tx) => listOrigins(tx, "user_agents"));
    expect([origin?.firstSeenAt, origin?.lastSeenAt]).toEqual([
      new Date(MORNING_US / 1000),
      new Date(MORNING_US / 1000 + 5_000_000),
    ]);
  });
});

it("twenty editors at once lose nothing and count what one would", async () => {
  const [many, one] = [await testUser(), await testUser()];
  const beats = Array.from({ length: 600 }, (_, n) =>
    beatAt(n * 37, { project: `p${n % 3}`, language: `l${n % 5}`, entity: `/${n}` }),
  );
  await take(one, ...beats);
  const lanes = Array.from({ length: 20 }, (_, lane) => beats.filter((_, n) => n % 20 === lane));
  const answers = await Promise.all(
    lanes.map(async (lane) => {
      let stored = 0;
      // Each sends half of its neighbour's again, as clients do that hear no answer.
      const sent = [...lane, ...(lanes[(lanes.indexOf(lane) + 1) % 20] ?? []).slice(0, 15)];
      for (let at = 0; at < sent.length; at += 5) stored += (await take(many, ...sent.slice(at, at + 5))).stored;
      return stored;
    }),
  );
  expect(answers.reduce((a, b) => a + b, 0)).toBe(600);
  expect(await totals(many, "project", "language")).toEqual(await totals(one, "project", "language"));
  expect((await totals(many)).total).toBe(599 * 37);
});

describe("days of other sources", () => {
  const day = (date: string, totalSeconds: number, projects: Record<string, number>): ArchivedDay => ({
    date,
    totalSeconds,
    dimensions: {
      project: Object.entries(projects).map(([name, seconds]) => ({ name, seconds })),
      category: [{ name: "Coding", seconds: totalSeconds }],
    },
  });
  const put = (user: TestUser, source: "wakatime" | "wakatime_dump", ...days: ArchivedDay[]) =>
    as(user, (tx) => putDays(tx, source, days));
  const winners = async (user: TestUser) =>
    Object.fromEntries(
      (await as(user, (tx) => listCodingDays(tx, ALL))).filter(({ counts }) => counts).map(({ date, source }) => [date, source]),
    );

  it("are put once: the same again changes nothing, another telling replaces the first", async () => {
    const user = await testUser();
    const first = day("2026-09-14", 600.5, { a: 400.25, b: 200.25 });
    expect(await put(user, "wakatime", first, day("2026-09-13", 60, { a: 60 }))).toEqual({
      inserted: 2,
      updated: 0,
      unchanged: 0,
    });
    expect(await put(user, "wakatime", first)).toEqual({ inserted: 0, updated: 0, unchanged: 1 });
    expect(await totals(user, "project", "category")).toEqual({ total: 660.5, a: 460.25, b: 200.25, coding: 660.5 });
    expect(await put(user, "wakatime", day("2026-09-14", 300, { b: 300 }))).toEqual({ inserted: 0, updated: 1, unchanged: 0 });
    expect(await totals(user, "project")).toEqual({ total: 360, a: 60, b: 300 });
    expect(await totals(user, "language")).toEqual({ total: 360 });
  });

  it("never count beside the heartbeats of the day: the one that saw more does, or the one that the person prefers", async () => {
    const user = await testUser();
    await take(user, beatAt(0), beatAt(600));
    await put(user, "wakatime", day("2026-09-15", 700, { p: 700 }), day("2026-09-16", 50, { p: 50 }));
    await put(user, "wakatime_dump", day("2026-09-15", 650, { p: 650 }));
    expect(await winners(user)).toEqual({ "2026-09-15": "wakatime", "2026-09-16": "wakatime" });
    expect(await totals(user, "project", "language")).toEqual({ total: 750, p: 750 });
    // More heartbeats come, and have seen most of the day now.
    await take(user, beatAt(1_100));
    expect(await winners(user)).toMatchObject({ "2026-09-15": "heartbeats" });
    expect(await totals(user, "project", "language")).toEqual({ total: 1_150, p: 1_150, Go: 1_100 });
    await as(user, (tx) => setCodingSettings(tx, { sourceRule: "wakatime" }));
    expect(await totals(user, "project")).toEqual({ total: 750, p: 750 });
    await put(user, "wakatime", day("2026-09-15", 0, {}));
    expect(await winners(user)).toMatchObject({ "2026-09-15": "wakatime_dump" });
    await as(user, (tx) => setCodingSettings(tx, { sourceRule: "heartbeats" }));
    expect(await winners(user)).toEqual({ "2026-09-15": "heartbeats", "2026-09-16": "wakatime" });
  });

  it("a tie goes to the heartbeats, and ones without any time go last", async () => {
    const user = await testUser();
    await put(user, "wakatime", day("2026-09-15", 60, { p: 60 }));
    await take(user, beatAt(0));
    expect(await winners(user)).toEqual({ "2026-09-15": "wakatime" });
    await as(user, (tx) => setCodingSettings(tx, { sourceRule: "heartbeats" }));
    expect(await winners(user)).toEqual({ "2026-09-15": "wakatime" });
    await take(user, beatAt(60));
    await as(user, (tx) => setCodingSettings(tx, { sourceRule: "most" }));
    expect(await winners(user)).toEqual({ "2026-09-15": "heartbeats" });
  });
});

describe("changing the rule", () => {
  it("another zone of the person moves the days, once the worker has counted again", async () => {
    const user = await testUser({ timeZone: "UTC" });
    const evening = 15 * 3_600 + 1_770; // 23:29:30
    await take(user, beatAt(evening), beatAt(evening + 60), beatAt(evening + 120));
    const days = () =>
      as(user, async (tx) => (await codingByDay(tx, { ...ALL, dimensions: [] })).map(({ date, us }) => [date, us / 1e6]));
    expect(await days()).toEqual([["2026-09-15", 120]]);
    await as(user, async (tx) => updateSettings(tx, { timeZone: "Africa/Lagos" }, (await getSettings(tx)).version));
    expect(await as(user, codingSettings)).toMatchObject({ timeZone: "UTC", wantedTimeZone: "Africa/Lagos" });
    expect(await days()).toEqual([["2026-09-15", 120]]);
    expect(await drainRecounts()).toBeGreaterThan(0);
    expect(await as(user, codingSettings)).toMatchObject({ timeZone: "Africa/Lagos", wantedTimeZone: null, recountDueAt: null });
    expect(await days()).toEqual([["2026-09-16", 120]]);
    await as(user, async (tx) => updateSettings(tx, { timeZone: "Asia/Kathmandu" }, (await getSettings(tx)).version));
    await drainRecounts();
    expect(await days()).toEqual([["2026-09-16", 120]]);
  });

  it("another timeout counts other gaps; what comes meanwhile is counted by the rule in force, and then by the new one", async () => {
    const user = await testUser();
    await take(user, beatAt(0), beatAt(500), beatAt(1_000));
    await as(user, (tx) => setCodingSettings(tx, { timeoutS: 300 }));
    await take(user, beatAt(1_100), beatAt(1_900));
    expect(await totals(user, "project")).toEqual({ total: 1_900, p: 1_900 });
    await drainRecounts();
    expect(await totals(user, "project")).toEqual({ total: 100, p: 100 });
    await take(user, beatAt(1_400), beatAt(1_650));
    expect(await totals(user, "project")).toEqual({ total: 600, p: 600 });
  });
});

describe("reading", () => {
  it("totals, days, projects and the timeline agree, also with a filter", async () => {
    const user = await testUser();
    await take(
      user,
      ...[
        beatAt(0),
        beatAt(100),
        beatAt(160, { language: "Rust", entity: "/p/b.rs" }),
        beatAt(200, { project: "q" }),
        beatAt(260),
      ],
      ...[beatAt(86_400, { project: "q" }), beatAt(86_430, { project: "q" })],
    );
    expect(await totals(user, "project", "language")).toEqual({ total: 290, p: 200, q: 90, Go: 250, Rust: 40 });
    const filtered = await as(user, (tx) => codingByDay(tx, { ...ALL, filter: { project: "q" }, dimensions: ["language"] }));
    expect(filtered).toEqual([
      { date: "2026-09-15", dimension: null, name: "", us: 60e6 },
      { date: "2026-09-15", dimension: "language", name: "Go", us: 60e6 },
      { date: "2026-09-16", dimension: null, name: "", us: 30e6 },
      { date: "2026-09-16", dimension: "language", name: "Go", us: 30e6 },
    ]);
    expect(await as(user, codingDaysRange)).toEqual({ first: "2026-09-15", last: "2026-09-16" });
    const lastOfQ = { lastDate: "2026-09-16", lastUs: MORNING_US + 86_430e6 };
    expect(await as(user, (tx) => codingNames(tx, { ...ALL, dimension: "project", q: "Q" }))).toEqual([
      { name: "q", firstDate: "2026-09-15", ...lastOfQ, us: 90e6 },
    ]);
    const named = (more: Partial<Parameters<typeof codingNames>[1]>) =>
      as(user, (tx) => codingNames(tx, { ...ALL, dimension: "project", ...more }));
    expect(await named({ from: "2026-09-16" })).toEqual([{ name: "q", firstDate: "2026-09-16", ...lastOfQ, us: 30e6 }]);
    expect((await named({ filter: { language: "Rust" } })).map(({ name, us }) => [name, us])).toEqual([["p", 40e6]]);
    expect((await named({ dimension: "branch" })).map(({ us }) => us)).toEqual([290e6]);
    const day = stretchOf({ from: "2026-09-15", to: "2026-09-15" }, "UTC");
    const durations = await as(user, (tx) => codingDurations(tx, { ...day, sliceBy: "language" }));
    expect(durations.map(({ startUs, us, project, name }) => [(startUs - MORNING_US) / 1e6, us / 1e6, project, name])).toEqual([
      [0, 160, "p", "Go"],
      [160, 40, "p", "Rust"],
      [200, 60, "q", "Go"],
    ]);
    const entities = await as(user, (tx) => codingEntities(tx, { ...day, filter: { project: "p" } }));
    expect(entities).toEqual([
      { entity: "/p/a.go", type: "file", us: 160e6 },
      { entity: "/p/b.rs", type: "file", us: 40e6 },
    ]);
    const imports = [beatAt(500, { dependencies: ["a", "b", "a"] }), beatAt(520, { dependencies: ["b"] }), beatAt(550)];
    await take(user, ...imports);
    const dependencies = (project: string) => as(user, (tx) => codingDependencies(tx, { ...day, filter: { project } }));
    expect(await dependencies("p")).toEqual([
      { name: "b", us: 50e6 },
      { name: "a", us: 20e6 },
    ]);
    expect(await dependencies("q")).toEqual([]);
    expect(await as(user, latestHeartbeat)).toMatchObject({ atUs: MORNING_US + 86_430e6, project: "q" });
  });

  it("the rhythm knows the hours of the clock, also when clocks change", async () => {
    const user = await testUser({ timeZone: "Europe/Berlin" });
    const at = (instant: string) => Date.parse(instant) / 1000 - MORNING_US / 1e6;
    // 01:59 to 03:01 in spring, and half past two twice in autumn.
    const beats = [
      "2026-03-29T00:59:00Z",
      "2026-03-29T01:01:00Z",
      "2026-10-25T00:30:00Z",
      "2026-10-25T00:40:00Z",
      "2026-10-25T01:30:00Z",
      "2026-10-25T01:35:00Z",
    ];
    await take(user, ...beats.map((instant) => beatAt(at(instant))));
    const rhythm = await as(user, (tx) => codingRhythm(tx, { from: "2026-03-01", to: "2026-10-31", timeZone: "Europe/Berlin" }));
    expect(rhythm).toEqual([
      { weekday: 7, hour: 1, us: 60e6 },
      { weekday: 7, hour: 2, us: 900e6 },
      { weekday: 7, hour: 3, us: 60e6 },
    ]);
  });
});

it("another person's heartbeats are nobody's", async () => {
  const [ada, bob] = [await testUser(), await testUser()];
  await take(ada, beatAt(0), beatAt(60));
  await take(bob, beatAt(30));
  expect(await totals(ada)).toEqual({ total: 60 });
  expect(await totals(bob)).toEqual({ total: 0 });
});

it("leaves no row behind when the account goes", async () => {
  const user = await testUser();
  await take(user, beatAt(0), beatAt(60));
  await as(user, (tx) => tx.query("select door.own_account_delete()", []));
  for (const table of ["heartbeats", "coding_days", "coding_slices", "coding_combos", "coding_machines", "coding_settings"]) {
    expect(await ownerQuery(`select from app.${table} where user_id = $1`, [user.id])).toEqual([]);
  }
});
