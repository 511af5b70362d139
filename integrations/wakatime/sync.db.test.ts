import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { jobActor } from "@/db/client";
import { putDays } from "@/db/coding-archive";
import { listCodingDays } from "@/db/coding-reads";
import { setPolicy } from "@/db/connections";
import { expireConnectionData } from "@/db/keep-policy";
import { as } from "@/db/testing-nouns";
import { putStats } from "@/db/wakatime-stats";
import { total } from "@/e2e/simulators/wakatime/coding";
import type { WakaTimeSimulator } from "@/e2e/simulators/wakatime/start";
import { freshTokens, readTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { wakatime } from "./client";
import { aWakaTime, type Connected, connected, connection, daysOf, sharesOf, statsOf, sync } from "./connected.fixture";

let sim: WakaTimeSimulator;
beforeAll(async () => {
  sim = await aWakaTime();
  return () => sim.stop();
});
afterEach(() => {
  sim.control.clearFaults();
  sim.state.calculating.clear();
  sim.control.set({ planDays: null, limitedBy: "429", perFiveMinutes: 1_000_000 });
});

/** What the archive must hold of somebody: every day with time, in whole microseconds. */
function expected({ person }: Connected): Map<string, number> {
  const days = Object.entries(sim.control.days({ person }));
  return new Map(
    days
      .map(([date, pieces]): [string, number] => [date, Math.round(total(pieces) * 1e6)])
      .sort((a, b) => (a[0] < b[0] ? -1 : 1)),
  );
}

const dates = (of: Connected) => [...expected(of).keys()];

/** Same days, and the same time to the microsecond that sums of fractions leave open. */
async function expectArchive(of: Connected): Promise<void> {
  const [want, got] = [expected(of), new Map([...(await daysOf(of))].filter(([, us]) => us > 0))];
  expect([...got.keys()]).toEqual([...want.keys()]);
  for (const [date, us] of want) expect(Math.abs((got.get(date) ?? 0) - us), date).toBeLessThanOrEqual(1);
}

describe("a first sync", () => {
  it("brings the six statistics and every day back to the first", async () => {
    const ada = await connected(sim, { days: 400, seed: 3 });
    const outcome = await sync(ada);
    expect(outcome).toMatchObject({ state: "done", counts: { failed: 0 } });
    const { fetched, inserted, updated, unchanged, failed } = outcome.counts;
    expect(inserted + updated + unchanged + failed).toBe(fetched);
    const stats = await statsOf(ada);
    expect([...stats.keys()].sort()).toEqual(["all_time", "languages", "last_30_days", "last_7_days", "projects", "today"]);
    const all = Object.values(sim.control.days({ person: ada.person })).flat();
    expect(stats.get("all_time")?.data["total_seconds"]).toBeCloseTo(total(all), 4);
    expect(stats.get("languages")?.data).toMatchObject({ range: "all_time", languages: expect.any(Array) });
    await expectArchive(ada);
    expect(await connection(ada)).toMatchObject({ state: "ok", memory: { timeZone: "Europe/London" } });
  });

  it("tells each day apart by everything that WakaTime tells it apart by, lately by branch as well", async () => {
    const ada = await connected(sim, { days: 10, seed: 4 });
    await sync(ada);
    const [date = ""] = dates(ada).slice(-1);
    const pieces = sim.control.days({ person: ada.person })[date] ?? [];
    const by = (name: (piece: (typeof pieces)[number]) => string) => {
      const sums: Record<string, number> = {};
      for (const piece of pieces) sums[name(piece)] = Math.round((sums[name(piece)] ?? 0) + piece.seconds * 1e6);
      return sums;
    };
    expect(await sharesOf(ada, date, "project")).toEqual(by(({ project }) => project));
    expect(await sharesOf(ada, date, "language")).toEqual(by(({ language }) => (language === "Other" ? "" : language)));
    expect(await sharesOf(ada, date, "category")).toEqual(by(({ category }) => category.toLowerCase()));
    expect(await sharesOf(ada, date, "operating_system")).toEqual(by(({ operatingSystem }) => operatingSystem));
    expect(await sharesOf(ada, date, "machine")).toEqual(by(({ machine }) => machine));
    expect(await sharesOf(ada, date, "branch")).toEqual(by(({ branch }) => branch));
  });

  it("asks the way back only once, and all of it again when that is asked for", async () => {
    const ada = await connected(sim, { days: 200, seed: 5 });
    await sync(ada);
    const [old = ""] = dates(ada);
    sim.control.scaleDay({ person: ada.person, date: old, factor: 0.5 });
    sim.control.clearRequests();
    await sync(ada);
    expect(sim.requests.count("/summaries")).toBe(1);
    expect((await daysOf(ada)).get(old)).not.toBeCloseTo(expected(ada).get(old) ?? 0, -1);
    await sync(ada, { full: true });
    await expectArchive(ada);
  });

  it("fetches what was missed while nobody synced for weeks", async () => {
    const ada = await connected(sim, { days: 120, seed: 14 });
    const past = new Date(Date.now() - 75 * 86_400_000);
    await sync(ada, { host: { now: () => past } });
    const then = (await daysOf(ada)).size;
    expect(then).toBeLessThan(expected(ada).size);
    // Late heartbeats came for a day that was among the last ones then and is not any more.
    const late = [...(await daysOf(ada)).keys()].at(-8) ?? "";
    sim.control.scaleDay({ person: ada.person, date: late, factor: 2 });
    expect((await sync(ada)).state).toBe("done");
    await expectArchive(ada);
    sim.control.clearRequests();
    await sync(ada);
    expect(sim.requests.count("/summaries")).toBe(1);
  });

  it("finds what lies behind years without any time", async () => {
    const ada = await connected(sim);
    const seconds = 100;
    const piece = { project: "p", branch: "b", language: "Go", editor: "Vim", operatingSystem: "Linux", machine: "m" };
    for (const date of ["2021-05-05", "2024-02-29"]) {
      sim.control.setDay({ person: ada.person, date, pieces: [{ ...piece, category: "Coding", seconds }] });
    }
    expect((await sync(ada)).state).toBe("done");
    await expectArchive(ada);
  });

  it("lives with hidden projects and a person without a name", async () => {
    const ada = await connected(sim, { days: 5, hidesProjects: true, username: null });
    expect((await sync(ada)).state).toBe("done");
    const stats = await statsOf(ada);
    expect(stats.has("projects")).toBe(false);
    expect(stats.get("last_7_days")?.data["username"]).toBeNull();
    await expectArchive(ada);
  });
});

describe("days that change", () => {
  it("go down and up, and vanish, within two weeks", async () => {
    const ada = await connected(sim, { days: 20, seed: 6 });
    await sync(ada);
    const { person } = ada;
    const [one = "", two = ""] = dates(ada).slice(-2);
    sim.control.scaleDay({ person, date: one, factor: 0.25 });
    sim.control.scaleDay({ person, date: two, factor: 1.5 });
    expect((await sync(ada)).counts).toMatchObject({ inserted: 0 });
    await expectArchive(ada);
    sim.control.setDay({ person, date: one, pieces: [] });
    await sync(ada);
    await expectArchive(ada);
    expect((await daysOf(ada)).get(one)).toBe(0);
  });

  it("are cut at the midnights of the account, whatever the person's zone is here", async () => {
    // Noon in Greenwich is the next day in Auckland.
    const now = Date.parse("2026-11-21T12:00:00Z");
    const far = await connected(sim, { timezone: "Pacific/Auckland", zone: "America/Los_Angeles" });
    const pieces = [
      {
        project: "p",
        branch: "b",
        language: "Go",
        editor: "Vim",
        operatingSystem: "Linux",
        machine: "m",
        category: "Coding",
        seconds: 60,
      },
    ];
    sim.control.setDay({ person: far.person, date: "2026-11-22", pieces });
    await sync(far, { host: { now: () => new Date(now) } });
    expect(await daysOf(far)).toEqual(new Map([["2026-11-22", 60_000_000]]));
    expect((await connection(far))?.memory["timeZone"]).toBe("Pacific/Auckland");
  });
});

describe("answers that are not whole", () => {
  it.each([[["pending"]], [["updating"]], [["pending", "updating"]]] as const)(
    "never take the place of good ones: %s",
    async (answers) => {
      const ada = await connected(sim, { days: 30, seed: 7 });
      await sync(ada);
      const before = await statsOf(ada);
      const { person } = ada;
      sim.control.scaleDay({ person, date: dates(ada).at(-2) ?? "", factor: 3 });
      const ranges = ["last_7_days", "last_30_days", "all_time", "all_time_since_today"];
      for (const range of ranges) sim.control.calculate({ range, answers: [...answers] });
      for (const _ of answers) {
        expect((await sync(ada)).state).toBe("done");
        const now = await statsOf(ada);
        for (const type of ["last_7_days", "last_30_days", "all_time", "languages", "projects"]) {
          expect(now.get(type)).toEqual(before.get(type));
        }
        const due = (await connection(ada))?.dueAt?.getTime() ?? 0;
        // It is asked again soon, not with the next hour.
        expect(due - Date.now()).toBeLessThan(60_000);
      }
      await sync(ada);
      const after = await statsOf(ada);
      for (const type of ["last_7_days", "last_30_days", "all_time"]) {
        expect(Number(after.get(type)?.data["total_seconds"])).toBeGreaterThan(Number(before.get(type)?.data["total_seconds"]));
      }
    },
  );

  it("leave what nobody ever told empty", async () => {
    const ada = await connected(sim, { days: 3 });
    sim.control.calculate({ range: "last_7_days", answers: ["updating"] });
    await sync(ada);
    expect((await statsOf(ada)).has("last_7_days")).toBe(false);
  });
});

describe("limits", () => {
  it.each(["429", "302"] as const)("told by %s end a sync that goes on where it was", async (limitedBy) => {
    const ada = await connected(sim, { days: 300, seed: 8 });
    sim.control.set({ limitedBy, perFiveMinutes: 12 });
    const first = await sync(ada);
    expect(first).toMatchObject({ state: "rate_limited", resumesAt: expect.any(Date) });
    const some = (await daysOf(ada)).size;
    expect(some).toBeGreaterThan(0);
    sim.control.set({ perFiveMinutes: 1_000_000 });
    sim.control.clearRequests();
    expect((await sync(ada)).state).toBe("done");
    await expectArchive(ada);
    expect(some).toBeLessThan((await daysOf(ada)).size);
  });

  it("of the plan end the way back, and what it tells is kept for ever", async () => {
    const ada = await connected(sim, { days: 60, seed: 9 });
    sim.control.set({ planDays: 7 });
    expect((await sync(ada)).state).toBe("done");
    const week = dates(ada).filter((date) => date > new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10));
    expect([...(await daysOf(ada)).keys()]).toEqual(week);
    sim.control.clearRequests();
    sim.control.set({ planDays: 1 });
    await sync(ada);
    expect([...(await daysOf(ada)).keys()]).toEqual(week);
  });
});

describe("what goes wrong", () => {
  it.each([
    "html",
    "bad_json",
    "wrong_types",
    "200_with_error",
    "500",
    "503",
    "cut_body",
    "close_socket",
    "after_answer_drop",
  ] as const)("uses nothing of %s, and heals", async (fault) => {
    const ada = await connected(sim, { days: 25, seed: 10 });
    await sync(ada);
    const [days, stats] = [await daysOf(ada), await statsOf(ada)];
    sim.control.scaleDay({ person: ada.person, date: dates(ada).at(-1) ?? "", factor: 2 });
    sim.control.fault({ fault });
    expect((await sync(ada)).state).toBe("failed");
    expect(await daysOf(ada)).toEqual(days);
    expect([...(await statsOf(ada)).values()].map(({ data }) => data)).toEqual([...stats.values()].map(({ data }) => data));
    sim.control.clearFaults();
    expect((await sync(ada)).state).toBe("done");
    await expectArchive(ada);
  });

  it("says which permission is missing, and brings the rest", async () => {
    const ada = await connected(sim, { days: 10, scopes: ["email", "read_stats"] });
    const outcome = await sync(ada);
    expect(outcome).toMatchObject({ state: "refused", reason: expect.stringMatching(/does not let Almanac read .*days/) });
    expect(await connection(ada)).toMatchObject({ state: "scope_missing" });
    expect([...(await statsOf(ada)).keys()]).toContain("all_time");
  });

  it("exchanges a token that ran out once, however many need it at the same moment", async () => {
    const ada = await connected(sim, { days: 1 });
    sim.control.expireTokens();
    const before = sim.control.issued().refreshed;
    const client = wakatime.entrance.kind === "oauth" ? wakatime.entrance.client() : null;
    const refresher = { client, redirectUri: "http://localhost/", now: () => new Date() };
    const actor = jobActor(ada.user.id, newId(), "sync");
    const { generation = 0 } = (await as(ada.user, (tx) => readTokens(tx, "wakatime"))) ?? {};
    const all = await Promise.all(Array.from({ length: 10 }, () => freshTokens(actor, "wakatime", refresher, generation)));
    expect(new Set(all.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect(sim.control.issued().refreshed).toBe(before + 1);
    expect((await sync(ada)).state).toBe("done");
  });

  it("renews a token that ran out, and asks for a new consent when the person took it away", async () => {
    const ada = await connected(sim, { days: 3 });
    const before = sim.control.issued().refreshed;
    sim.control.expireTokens();
    expect((await sync(ada)).state).toBe("done");
    expect(sim.control.issued().refreshed).toBe(before + 1);
    sim.control.revokeAccess({ person: ada.person });
    expect((await sync(ada)).state).toBe("refused");
    expect(await connection(ada)).toMatchObject({
      state: "needs_reconnect",
      reason: expect.stringContaining("Connect WakaTime"),
    });
  });
});

it("is erased again where it may be kept for some days only, but for what a data dump told", async () => {
  const ada = await connected(sim, { days: 12, seed: 13 });
  await sync(ada);
  const told = await daysOf(ada);
  const [first = ""] = told.keys();
  await as(ada.user, (tx) => putDays(tx, "wakatime_dump", [{ date: first, totalSeconds: 5, dimensions: {} }]));
  await as(ada.user, (tx) => setPolicy(tx, "wakatime", "keep_days", 3));
  const after = (days: number) => new Date(Date.now() + days * 86_400_000);
  expect(await as(ada.user, (tx) => expireConnectionData(tx, "wakatime", after(2)))).toBe(0);
  expect(await as(ada.user, (tx) => expireConnectionData(tx, "wakatime", after(4)))).toBe(told.size);
  expect([(await daysOf(ada)).size, (await daysOf(ada, "wakatime_dump")).get(first)]).toEqual([0, 5_000_000]);
  const counting = await as(ada.user, (tx) => listCodingDays(tx, { from: first, to: first }));
  expect(counting).toMatchObject([{ source: "wakatime_dump", counts: true }]);
});

it("keeps one row a type when fifty bring theirs at once", async () => {
  const ada = await connected(sim, { days: 1 });
  const types = ["today", "last_7_days", "last_30_days", "all_time", "languages", "projects"] as const;
  await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      as(ada.user, async (tx) => {
        for (const type of types) await putStats(tx, type, { from: n });
      }),
    ),
  );
  const rows = [...(await statsOf(ada)).values()];
  expect(rows).toHaveLength(6);
  expect(new Set(rows.map(({ data }) => data["from"])).size).toBe(1);
});
