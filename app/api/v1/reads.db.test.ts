import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { WAKATIME_SPECS } from "@/app/api/_spec";
import { makeKey } from "@/app/api/_spec/testing";
import * as v1 from "@/app/api/_spec/v1";
import { createGoal } from "@/db/goal-edits";
import { MeasuredClient } from "@/db/pool";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { addDays, localDate } from "@/domain/time-zones";
import { type Asked, askDoor, beat, type Client, own, serveDoor } from "./testing";

/** What WakaTime's clients read, over HTTP. */
let server: Client;
let ada: TestUser;
let key: string;

beforeAll(async () => {
  server = await serveDoor();
});
afterAll(() => server.close());
beforeEach(async () => {
  ada = await testUser({ name: "Ada", timeZone: "Europe/Berlin" });
  key = await makeKey(ada);
});

const ask = (path: string, asked: Partial<Asked> = {}) => askDoor(server.address, path, { key, ...asked });

/** Two heartbeats two minutes apart, not across a midnight. */
async function twoMinutes(more: Record<string, unknown> = {}, afterS = 0): Promise<string> {
  const day = addDays(localDate(new Date(), "Europe/Berlin"), -1);
  const at = Date.parse(`${day}T10:00:00Z`) / 1000 + afterS;
  const { status } = await ask(`${own}/heartbeats.bulk`, {
    body: [beat(at, more), beat(at + 120, more)],
    headers: { "x-machine-name": "ada%27s+box" },
  });
  expect(status).toBe(201);
  return day;
}

describe("what is read", () => {
  /** Every call that reads has the shape that it is described with, also of somebody who has nothing. */
  const addresses = [
    own,
    ...["summaries?range=last_7_days", "summaries?start=2026-01-01&end=2026-01-03", "summaries?range=all_time"],
    ...["stats", "stats/today", "stats/last_7_days", "stats/last_year", "stats/all_time", "stats/2026", "stats/2026-11"],
    ...["stats/any", "stats/12_months", "stats/week", "statusbar/today", "status_bar/today", "all_time_since_today"],
    ...[
      "projects",
      "user_agents",
      "machine_names",
      "durations?date=2026-01-01",
      "heartbeats?date=2026-01-01",
      "goals",
      "data_dumps",
    ],
  ].map((path) => (path.startsWith("/") ? path : `${own}/${path}`));
  const shapeOf = (path: string): z.ZodType => {
    const part = path.slice(own.length + 1).replace(/\?.*/, "");
    const spec = WAKATIME_SPECS.find(
      (one) => one.method === "GET" && one.path === (part === "" ? own.slice(4) : `${own.slice(4)}/${part}`),
    );
    return spec?.response ?? v1.statsSpec.response;
  };

  it.each(addresses)("%s has WakaTime's form, with and without heartbeats", async (path) => {
    for (const round of ["nothing", "something"]) {
      if (round === "something") await twoMinutes();
      const { status, body } = await ask(path);
      expect([round, status]).toEqual([round, 200]);
      expect(shapeOf(path).safeParse(body).error).toBeUndefined();
    }
  });

  it("a goal on coding time is told with its days; others are none of the editors'", async () => {
    const today = localDate(new Date(), "Europe/Berlin");
    const made = await as(ada, (tx) =>
      createGoal(
        tx,
        { title: "Code", metric: "coding_seconds", target: 36_000, startDate: today, endDate: addDays(today, 9) },
        today,
      ),
    );
    const other = await as(ada, (tx) => createGoal(tx, { title: "Run", metric: "run_distance", target: 1 }, today));
    const { status, body } = await ask(`${own}/goals/${made.id}`);
    expect(status).toBe(200);
    expect(v1.goalSpec.response.safeParse(body).error).toBeUndefined();
    expect(body).toMatchObject({ data: { title: "Code", seconds: 36_000, status: "pending" } });
    const { data } = body as { data: { chart_data: { goal_seconds: number; range: { date: string } }[] } };
    expect(data.chart_data.at(-1)).toMatchObject({ goal_seconds: 3_600, range: { date: today } });
    expect((await ask(`${own}/goals/${other.id}`)).status).toBe(404);
  });

  it("a goal is nowhere, experts are nobody, a crash report is taken", async () => {
    const goal = await ask(`${own}/goals/11111111-1111-4111-8111-111111111111`);
    expect([goal.status, goal.body]).toEqual([404, { error: expect.any(String) }]);
    const experts = await ask(`${own}/file_experts`, { body: { entity: "/p/main.go", project: "demo", project_root_count: 5 } });
    expect([experts.status, experts.body]).toEqual([200, { data: [] }]);
    expect((await ask("/api/v1/plugins/errors", { body: { plugin: "vim", logs: "x", platform: "linux" } })).status).toBe(201);
    expect((await ask("/api/v1/plugins/errors", { body: "y".repeat(1_000_001) })).status).toBe(413);
  });

  it("two minutes are two minutes in every answer, and in WakaTime's words", async () => {
    const day = await twoMinutes();
    const summaries = (await ask(`${own}/summaries?start=${day}&end=${day}`)).body;
    expect(summaries.data).toHaveLength(1);
    expect((await ask(`${own}/summaries?start=yesterday&end=today`)).body.data[0]).toEqual(summaries.data[0]);
    expect(summaries.data[0].grand_total).toEqual({
      ...{ decimal: "0.03", digital: "0:02", hours: 0, minutes: 2, text: "2 mins", total_seconds: 120 },
    });
    const item = { ...summaries.data[0].grand_total, digital: "0:02:00", seconds: 0, percent: 100 };
    const { categories, projects, languages, editors, operating_systems: systems, machines } = summaries.data[0];
    expect([categories, projects, languages, editors, systems]).toEqual(
      ["Coding", "demo", "Go", "VS Code", "Linux"].map((name) => [{ ...item, name }]),
    );
    expect(machines).toEqual([{ ...item, name: "ada's box", machine_name_id: expect.stringMatching(/^[0-9a-f-]{36}$/) }]);
    expect(summaries.data[0].branches).toBeUndefined();
    expect(summaries.cumulative_total).toEqual({ seconds: 120, text: "2 mins", decimal: "0.03", digital: "0:02" });
    expect(summaries.daily_average).toMatchObject({ seconds: 120, days_including_holidays: 1, holidays: 0 });

    const allTime = (await ask(`${own}/all_time_since_today`)).body.data;
    expect([allTime.text, allTime.total_seconds, allTime.range.start_date, allTime.timeout]).toEqual(["2 mins", 120, day, 15]);
    const stats = (await ask(`${own}/stats/last_7_days`)).body.data;
    expect([stats.total_seconds, stats.best_day.date, stats.days_including_holidays, stats.days_minus_holidays]).toEqual([
      120,
      day,
      7,
      1,
    ]);
    for (const list of ["categories", "projects", "languages", "editors", "operating_systems", "machines"])
      expect(stats[list]).toHaveLength(1);
    expect((await ask(`${own}/projects`)).body.data).toMatchObject([{ name: "demo", urlencoded_name: "demo" }]);
    const project = await ask(`${own}/projects/demo`);
    expect([project.body.data.name, new URL(project.body.data.url).pathname]).toEqual(["demo", "/coding/projects/demo"]);
    expect((await ask(`${own}/projects/other`)).status).toBe(404);
    expect((await ask(`${own}/durations?date=${day}`)).body.data).toMatchObject([{ project: "demo", duration: 120 }]);
    const [sliced] = (await ask(`${own}/durations?date=${day}&slice_by=entity`)).body.data;
    expect(sliced).toMatchObject({ entity: "/p/main.go", duration: 120 });
  });

  it("a project has the dependencies of its files, each with the time of those that name it", async () => {
    const day = await twoMinutes({ dependencies: ["fmt", "net/http", "fmt"] });
    await twoMinutes({ entity: "/p/other.go", dependencies: ["fmt"] }, 3_600);
    await twoMinutes({ project: "other", dependencies: ["serde"] }, 7_200);
    const times = (body: { data: [{ dependencies: { name: string; total_seconds: number }[] }] }) =>
      body.data[0].dependencies.map(({ name, total_seconds }) => [name, total_seconds]);
    const of = async (more: string) => times((await ask(`${own}/summaries?start=${day}&end=${day}${more}`)).body);
    const both = [
      ["fmt", 240],
      ["net/http", 120],
    ];
    expect(await of("&project=demo")).toEqual(both);
    expect(await of("&project=demo&timeout=30")).toEqual(both);
    expect(await of("&project=demo&language=Rust")).toEqual([]);
    expect(await of("")).toEqual([...both, ["serde", 120]]);
    expect(await of("&timeout=30")).toEqual([...both, ["serde", 120]]);
    // A few days tell of all files, more of a project's alone; statistics of whatever is theirs.
    const long = (await ask(`${own}/summaries?start=${addDays(day, -9)}&end=${day}`)).body.data.at(-1);
    expect(times({ data: [long] })).toEqual([]);
    expect(times({ data: [(await ask(`${own}/stats/last_7_days`)).body.data] })).toEqual([...both, ["serde", 120]]);
    expect(times({ data: [(await ask(`${own}/stats/last_7_days?timeout=30&project=other`)).body.data] })).toEqual([
      ["serde", 120],
    ]);
    expect((await ask(`${own}/stats/last_year`)).body.data.dependencies).toEqual([]);
  });

  it("a project has branches and entities; a filter that nothing matches has nothing", async () => {
    const day = await twoMinutes();
    await twoMinutes({ project: "other", branch: "dev", entity: "/o/x.rs", language: "Rust" }, 3_600);
    const of = async (query: string) => (await ask(`${own}/summaries?start=${day}&end=${day}&${query}`)).body.data[0];
    const demo = await of("project=demo");
    expect(demo.projects.map(({ name }: { name: string }) => name)).toEqual(["demo"]);
    expect(demo.branches).toMatchObject([{ name: "main" }]);
    expect(demo.entities).toMatchObject([{ name: "/p/main.go" }]);
    const both = (await of("")).grand_total.total_seconds;
    expect((await of("branches=main,dev")).grand_total.total_seconds).toBe(both);
    expect((await of("branches=dev")).languages).toMatchObject([{ name: "Rust" }]);
    const stats = (await ask(`${own}/stats/last_7_days?project=demo&language=Go`)).body.data;
    expect([stats.total_seconds, stats.branches.length]).toEqual([demo.grand_total.total_seconds, 1]);
    const none = (await ask(`${own}/stats/last_7_days?project=none`)).body.data;
    expect([none.total_seconds, none.languages, none.best_day]).toEqual([0, [], null]);
    expect((await ask(`${own}/all_time_since_today?project=none`)).body.data.total_seconds).toBe(0);
  });

  it("time in no known language is Other, which the total of statistics leaves out as WakaTime's does", async () => {
    await twoMinutes({ language: null });
    const stats = (await ask(`${own}/stats/last_7_days`)).body.data;
    expect(stats.languages).toMatchObject([{ name: "Other", total_seconds: 120 }]);
    expect([stats.total_seconds, stats.total_seconds_including_other_language]).toEqual([0, 120]);
  });

  it("another zone, timeout or writes_only is counted for whoever asks for it", async () => {
    const at = Date.parse("2026-06-10T21:59:00Z") / 1000;
    // In Berlin a minute lies on the 10th and one on the 11th; in UTC both on the 10th.
    await ask(`${own}/heartbeats.bulk`, {
      body: [beat(at), beat(at + 120, { is_write: true }), beat(at + 420), beat(at + 480, { is_write: true })],
    });
    const of = async (query: string) => {
      const { body } = await ask(`${own}/summaries?start=2026-06-10&end=2026-06-11${query}`);
      return body.data.map((day: { grand_total: { total_seconds: number } }) => day.grand_total.total_seconds);
    };
    expect(await of("")).toEqual([60, 420]);
    expect(await of("&timezone=UTC")).toEqual([480, 0]);
    expect(await of("&timeout=4")).toEqual([60, 120]);
    expect(await of("&writes_only=true")).toEqual([0, 360]);
    const stats = (await ask(`${own}/stats/2026-06?timezone=UTC&writes_only=true`)).body.data;
    expect([stats.timezone, stats.writes_only, stats.total_seconds, stats.start]).toEqual([
      "UTC",
      true,
      360,
      "2026-06-01T00:00:00Z",
    ]);
  });

  it("days are those of the zone that they are counted in, while a change of the person's zone waits", async () => {
    const rule =
      "insert into app.coding_settings (user_id, time_zone, wanted_time_zone) values ($1, 'Pacific/Auckland', 'Europe/Berlin')";
    await ownerQuery(rule, [ada.id]);
    const { range } = (await ask(`${own}/statusbar/today`)).body.data;
    expect([range.timezone, range.date]).toEqual(["Pacific/Auckland", localDate(new Date(), "Pacific/Auckland")]);
    expect((await ask(`${own}/stats/today`)).body.data.timezone).toBe("Pacific/Auckland");
    expect((await ask(`${own}/all_time_since_today`)).body.data.range.timezone).toBe("Pacific/Auckland");
  });

  it.each([
    ["summaries", "start"],
    ["summaries?start=2026-02-30&end=2026-03-01", "start"],
    ["summaries?start=2026-03-02&end=2026-03-01", "end"],
    ["summaries?range=eternity", "range"],
    ["summaries?start=1950-01-01&end=2199-12-31", "start"],
    ["summaries?start=0000-01-01&end=2026-01-01", "start"],
    ["summaries?start=2026-01-01&end=9999-12-31", "end"],
    ["summaries?range=0000-01", "range"],
    ["summaries?range=today&project=a%00b", "project"],
    ["summaries?range=today&branches=%00", "branches"],
    ["all_time_since_today?language=%00", "language"],
    ["projects?q=%00", "q"],
    ["stats/0000", "range"],
    ["stats/9999", "range"],
    ["stats/last_7_days?machine=%00", "machine"],
    ["heartbeats?date=9999-12-31", "date"],
    ["durations?date=0000-01-01", "date"],
    ["stats/eternity", "range"],
    ["stats/last_7_days?timezone=Mars", "timezone"],
    ["stats/last_7_days?timeout=-1", "timeout"],
    ["stats/last_7_days?writes_only=perhaps", "writes_only"],
    ["user_agents?page=0", "page"],
    ["heartbeats", "date"],
    ["heartbeats?date=yesterday", "date"],
    ["durations?date=2026-11-01&slice_by=mood", "slice_by"],
  ])("%s is refused by the name of its parameter", async (path, field) => {
    const answer = await ask(`${own}/${path}`);
    expect([answer.status, Object.keys(answer.body), Object.keys(answer.body.errors)]).toEqual([400, ["errors"], [field]]);
    // Words for people, not those of the program that checks.
    expect(answer.body.errors[field]).toEqual([expect.stringMatching(/^(?!Invalid (input|option|string))[A-Z].*\.$/)]);
  });

  it("twenty branches are asked for at once, as one is", async () => {
    const day = await twoMinutes();
    const asked = vi.spyOn(MeasuredClient.prototype, "query");
    const names = Array.from({ length: 20 }, (_, n) => (n === 7 ? "main" : `b${n}`));
    const told = [];
    for (const branches of ["main", names.join(",")]) {
      for (const path of [
        `summaries?start=${day}&end=${day}&project=demo`,
        "stats/last_7_days?timeout=1",
        `durations?date=${day}`,
      ]) {
        asked.mockClear();
        const { status, body } = await ask(`${own}/${path}${path.includes("?") ? "&" : "?"}branches=${branches}`);
        told.push([path, status, body.data, asked.mock.calls.length]);
      }
    }
    asked.mockRestore();
    expect(told).toHaveLength(6);
    for (const n of [0, 1, 2]) expect(told[n + 3]?.[3]).toBe(told[n]?.[3]);
    for (const n of [0, 2]) expect(told[n + 3]).toEqual(told[n]);
  });

  it("a project of a name that nothing can have is not there", async () => {
    for (const name of ["%00", "a%00b"]) expect((await ask(`${own}/projects/${name}`)).status).toBe(404);
  });
});
