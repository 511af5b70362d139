import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { dumpToken } from "@/app/_auth/dump-address";
import { WAKATIME_SPECS } from "@/app/api/_spec";
import { makeKey } from "@/app/api/_spec/testing";
import * as v1 from "@/app/api/_spec/v1";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { addDays, localDate } from "@/domain/time-zones";
import { newId } from "@/lib/crypto";
import { GET as openDump } from "../dumps/[token]/route";
import { basic, type Client, serveDoor } from "./testing";

/** What Wakapi's own API tests ask of a compatible server, and what WakaTime's clients need beyond it. */
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

type Asked = { key?: string | null; headers?: Record<string, string>; method?: string; body?: unknown };

async function ask(path: string, { key: asKey = key, headers = {}, method, body }: Asked = {}) {
  const authorization: Record<string, string> = asKey === null ? {} : { authorization: basic(asKey) };
  const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const answer = await fetch(`${server.address}${path}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: { "content-type": "application/json", ...authorization, ...headers },
    ...sent,
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: text.startsWith("{") ? JSON.parse(text) : {} };
}

const nowS = () => Math.floor(Date.now() / 1000);
const UA = "wakatime/v1.90.0 (linux-6.1.0-x86_64) go1.22.1 vscode/1.101.2 vscode-wakatime/25.3.0";
const beat = (time: number, more: Record<string, unknown> = {}) => ({
  ...{ entity: "/p/main.go", type: "file", category: "coding", project: "demo", branch: "main", language: "Go" },
  ...{ time, user_agent: UA, ...more },
});
const own = "/api/v1/users/current";

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

describe("addresses that editors are set up with", () => {
  const addresses = ["/api/heartbeat", "/api/heartbeats"].concat(
    ["/api", "/api/v1", "/api/compat/wakatime/v1"].flatMap((base) =>
      ["heartbeats", "heartbeats.bulk"].flatMap((end) => [`${base}/users/current/${end}`, `${base}/users/Ada/${end}`]),
    ),
  );
  it.each(addresses)("POST %s takes an array and an object", async (address) => {
    const time = nowS();
    const many = await ask(address, { body: [beat(time - 3), beat(time - 2)] });
    expect([many.status, many.body.responses.map((pair: unknown[]) => pair[1])]).toEqual([201, [201, 201]]);
    const one = await ask(address, { body: beat(time - 1) });
    expect([one.status, one.body.responses.length, one.body.responses[0][1]]).toEqual([201, 1, 201]);
    expect(one.body.data.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    const rows = await ownerQuery("select 1 from app.heartbeats where user_id = $1", [ada.id]);
    expect(rows).toHaveLength(3);
  });

  it("there is no version 2, and nothing at other addresses", async () => {
    expect((await ask("/api/v2/users/current/heartbeats", { body: [beat(nowS())] })).status).toBe(404);
    const nowhere = await ask(`${own}/nonsense`);
    expect([nowhere.status, Object.keys(nowhere.body)]).toEqual([404, ["error"]]);
    const method = await ask(`${own}/heartbeats.bulk`, { method: "PUT", body: [] });
    expect([method.status, Object.keys(method.body)]).toEqual([405, ["error"]]);
  });
});

describe("keys", () => {
  const forms: [string, (key: string) => [Record<string, string>, string]][] = [
    ["Basic base64(KEY)", (k) => [{ authorization: basic(k) }, ""]],
    ["Basic base64(KEY:)", (k) => [{ authorization: basic(`${k}:`) }, ""]],
    ["Basic base64(waka_KEY:)", (k) => [{ authorization: basic(`waka_${k}:`) }, ""]],
    ["Bearer base64(KEY)", (k) => [{ authorization: basic(k).replace("Basic", "Bearer") }, ""]],
    ["Bearer KEY", (k) => [{ authorization: `Bearer ${k}` }, ""]],
    ["Bearer waka_KEY", (k) => [{ authorization: `Bearer waka_${k}` }, ""]],
    ["?api_key=KEY", (k) => [{}, `?api_key=${k}`]],
    ["?api_key=waka_KEY", (k) => [{}, `?api_key=waka_${k}`]],
  ];
  it.each(forms)("%s", async (_, form) => {
    const [headers, query] = form(key);
    const answer = await ask(`${own}${query}`, { key: null, headers });
    expect([answer.status, answer.body.data?.id]).toEqual([200, ada.id]);
  });

  it("none, an empty one, an unknown one, a revoked one: 401 for every call", async () => {
    for (const spec of WAKATIME_SPECS) {
      const path = `/api${spec.path.replace("{id}", "last_7_days")}`;
      const body = spec.method === "POST" ? { body: [beat(nowS())] } : {};
      for (const address of [path, `${path}?api_key=`]) {
        const answer = await ask(address, { key: null, ...body });
        expect([spec.name, answer.status, answer.body]).toEqual([spec.name, 401, { error: expect.any(String) }]);
      }
      expect((await ask(path, { key: newId(), ...body })).status).toBe(401);
    }
    await ownerQuery("update door.api_keys set revoked_at = now() where user_id = $1", [ada.id]);
    expect((await ask(own)).status).toBe(401);
  });

  it("one that may only read takes no heartbeats, one that may only send reads nothing", async () => {
    const reads = await makeKey(ada, ["read"]);
    expect((await ask(`${own}/heartbeats`, { key: reads, body: beat(nowS()) })).status).toBe(401);
    expect((await ask(`${own}/heartbeats.bulk`, { key: reads, body: [beat(nowS())] })).status).toBe(401);
    expect(await ownerQuery("select 1 from app.heartbeats where user_id = $1", [ada.id])).toHaveLength(0);
    const sends = await makeKey(ada, ["heartbeats"]);
    expect((await ask(`${own}/heartbeats`, { key: sends, body: beat(nowS()) })).status).toBe(201);
    expect((await ask(`${own}/statusbar/today`, { key: sends })).status).toBe(403);
  });

  it("somebody else's name is not mine", async () => {
    const bob = await testUser({ name: "Bob" });
    await makeKey(bob);
    for (const name of ["Bob", bob.id]) expect((await ask(`/api/v1/users/${name}`)).status).toBe(401);
    for (const name of ["Ada", ada.id, "current"]) expect((await ask(`/api/v1/users/${name}`)).body.data.id).toBe(ada.id);
    expect((await ask("/api/v1/users/Bob/heartbeats", { body: [beat(nowS())] })).status).toBe(401);
  });

  it("a browser's session is no key; pages of anybody's may ask with one", async () => {
    const cookie = { cookie: "next-auth.session-token=whatever" };
    expect((await ask(own, { key: null, headers: cookie })).status).toBe(401);
    const preflight = await ask(`${own}/heartbeats.bulk`, { key: null, method: "OPTIONS" });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
    expect(preflight.headers.get("access-control-allow-headers")).toMatch(/Authorization.*X-Machine-Name/);
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
    expect((await ask(own)).headers.get("access-control-allow-origin")).toBe("*");
    expect((await ask(own, { key: null })).headers.get("access-control-allow-origin")).toBe("*");
  });

  it("refusals are in the audit log without the key, successes are not", async () => {
    await ask(`${own}/heartbeats.bulk?api_key=${key}`, { key: null, body: [beat(nowS())] });
    await ask(`${own}/summaries?api_key=${key}`, { key: null });
    const rows = await ownerQuery("select * from app.user_actions where user_id = $1", [ada.id]);
    expect(rows.map(({ action, outcome, status }) => [action, outcome, status])).toEqual([["coding.summaries", "refused", 400]]);
    expect(JSON.stringify(rows)).not.toContain(key);
  });
});

describe("heartbeats", () => {
  it("of any age are kept; one that is wrong costs no other; a retry is answered like the first time", async () => {
    const time = nowS();
    const batch = [beat(time), beat(time - 40 * 86_400), beat(time - 4 * 365 * 86_400), { entity: "/x" }, null, "text"];
    const expected = [201, 201, 201, 400, 400, 400];
    const first = await ask(`${own}/heartbeats.bulk`, { body: batch });
    expect([first.status, first.body.responses.map((pair: unknown[]) => pair[1])]).toEqual([201, expected]);
    expect(v1.takeBulkSpec.response.parse(first.body)).toEqual(first.body);
    expect(first.body.responses[3][0].error).toContain("time");
    expect(JSON.stringify(first.body)).not.toMatch(/coding|"type"|category/);
    const again = await ask(`${own}/heartbeats.bulk`, { body: batch });
    expect(again.body).toEqual(first.body);
    expect(await ownerQuery("select 1 from app.heartbeats where user_id = $1", [ada.id])).toHaveLength(3);
  });

  it("batches of thousands are taken, bodies over 8 MB are not", async () => {
    const time = nowS();
    const many = await ask(`${own}/heartbeats.bulk`, { body: Array.from({ length: 2_500 }, (_, i) => beat(time - i)) });
    expect([many.status, many.body.responses.length]).toEqual([201, 2_500]);
    const large = await ask(`${own}/heartbeats.bulk`, { body: `[${" ".repeat(8_000_001)}]` });
    expect([large.status, Object.keys(large.body)]).toEqual([413, ["error"]]);
  });

  it("a body that is none of any form gets a 400 in WakaTime's form", async () => {
    for (const body of ["", "{", "null", "12", '"text"', "<html>"]) {
      const answer = await ask(`${own}/heartbeats`, { method: "POST", body });
      expect([body, answer.status, answer.body]).toEqual([body, 400, { error: expect.any(String) }]);
    }
    const one = await ask(`${own}/heartbeats`, { body: { entity: "/p" } });
    expect([one.status, one.body.error]).toEqual([400, expect.stringContaining("time")]);
  });

  it("are listed by day, with the real end of the day and the ids they were answered with", async () => {
    await ownerQuery("update app.settings set time_zone = 'Europe/Berlin' where user_id = $1", [ada.id]);
    // Clocks go back on 2026-10-25: the day has 25 hours.
    const times = ["2026-10-24T21:59:59Z", "2026-10-24T22:00:00.25Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"];
    const sent = await ask(`${own}/heartbeats.bulk`, {
      body: times.map((at) => beat(Date.parse(at) / 1000, { dependencies: ["fmt"] })),
      headers: { "x-machine-name": "box", timezone: "Europe/Berlin" },
    });
    const { status, body } = await ask(`${own}/heartbeats?date=2026-10-25`);
    expect(status).toBe(200);
    expect(v1.heartbeatsSpec.response.parse(body)).toEqual(body);
    expect([body.start, body.end, body.timezone]).toEqual(["2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "Europe/Berlin"]);
    expect(body.data.map(({ time }: { time: number }) => time)).toEqual([1792879200.25, 1792969199]);
    expect(body.data[0].id).toBe(sent.body.responses[1][0].data.id);
    const [agents, machines] = [await ask(`${own}/user_agents?page=1`), await ask(`${own}/machine_names?page=1`)];
    expect(agents.body.data.map((one: { id: string; value: string }) => [one.id, one.value])).toEqual([
      [body.data[0].user_agent_id, UA],
    ]);
    expect(machines.body.data).toMatchObject([{ id: body.data[0].machine_name_id, value: "box", timezone: "Europe/Berlin" }]);
    expect([agents.body.total_pages, machines.body.total_pages]).toEqual([1, 1]);
  });
});

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
    expect((await ask(`${own}/projects/demo`)).body.data.name).toBe("demo");
    expect((await ask(`${own}/projects/other`)).status).toBe(404);
    expect((await ask(`${own}/durations?date=${day}`)).body.data).toMatchObject([{ project: "demo", duration: 120 }]);
    const [sliced] = (await ask(`${own}/durations?date=${day}&slice_by=entity`)).body.data;
    expect(sliced).toMatchObject({ entity: "/p/main.go", duration: 120 });
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
    ["summaries?start=0001-01-01&end=9999-12-31", "start"],
    ["stats/eternity", "range"],
    ["stats/last_7_days?timezone=Mars", "timezone"],
    ["stats/last_7_days?timeout=-1", "timeout"],
    ["heartbeats", "date"],
    ["heartbeats?date=yesterday", "date"],
    ["durations?date=2026-11-01&slice_by=mood", "slice_by"],
  ])("%s is refused by the name of its parameter", async (path, field) => {
    const answer = await ask(`${own}/${path}`);
    expect([answer.status, Object.keys(answer.body), Object.keys(answer.body.errors)]).toEqual([400, ["errors"], [field]]);
  });
});

describe("data dumps", () => {
  it("are asked for, listed and downloaded with the key; heartbeats come back as they went in", async () => {
    const day = await twoMinutes({ cursorpos: 7, is_write: true });
    const made = await ask(`${own}/data_dumps`, { body: { type: "heartbeats", email_when_finished: false } });
    expect([made.status, v1.makeDumpSpec.response.safeParse(made.body).error]).toEqual([201, undefined]);
    const leave = { userId: ada.id, name: ada.name, type: "heartbeats" } as const;
    const listed = await ask(`${own}/data_dumps`);
    expect(v1.dumpsSpec.response.safeParse(listed.body).error).toBeUndefined();
    expect(listed.body.data.map(({ id }: { id: string }) => id)).toContain(made.body.data.id);
    // The address in the answer is good by itself, as WakaTime's are; the one that is always the same asks for the key.
    const token = new URL(made.body.data.download_url).pathname.slice("/api/dumps/".length);
    const download = (part: string) =>
      openDump(new NextRequest(`http://localhost/api/dumps/${part}`), { params: Promise.resolve({ token: part }) });
    const fetched = await (await download(token)).json();
    for (const wrong of [token.slice(0, -6), `x${token}`, "x.json", `${dumpToken({ ...leave, untilMs: Date.now() - 1 })}.json`]) {
      expect((await download(wrong)).status).toBe(404);
    }
    const path = `${own}/data_dumps/heartbeats.json`;
    expect((await ask(path, { key: null })).status).toBe(401);
    expect((await ask(path)).body).toEqual(fetched);
    const dump = (await ask(path)).body;
    expect([dump.user.id, dump.days.map(({ date }: { date: string }) => date)]).toEqual([ada.id, [day]]);
    expect(dump.days[0].heartbeats).toMatchObject([
      { entity: "/p/main.go", cursorpos: 7, is_write: true, user_agent: UA, machine: "ada's box" },
      { branch: "main" },
    ]);
    const daily = (await ask(`${own}/data_dumps/daily.json`)).body;
    expect(daily.days).toMatchObject([{ date: day, grand_total: { total_seconds: 120 }, languages: [{ name: "Go" }] }]);
    // What was dumped can be sent to another account.
    const bob = await makeKey(await testUser());
    expect((await ask(`${own}/heartbeats.bulk`, { key: bob, body: dump.days[0].heartbeats })).status).toBe(201);
    const again = (await ask(`${own}/data_dumps/heartbeats.json`, { key: bob })).body.days[0].heartbeats;
    const bare = ({ user_id: _, created_at: __, ...rest }: Record<string, unknown>) => rest;
    expect(again.map(bare)).toEqual(dump.days[0].heartbeats.map(bare));
  });

  it("of another kind, or of nobody", async () => {
    expect((await ask(`${own}/data_dumps`, { body: { type: "secrets" } })).body.errors.type).toHaveLength(1);
    expect((await ask(`${own}/data_dumps`, { body: "{" })).status).toBe(400);
    expect((await ask(`${own}/data_dumps/other.json`)).status).toBe(404);
    const empty = (await ask(`${own}/data_dumps/heartbeats.json`)).body;
    expect([empty.days, z.number().safeParse(empty.range.start).success]).toEqual([[], true]);
  });
});

describe("another person's time", () => {
  it("is in no answer", async () => {
    await twoMinutes({ project: "Adas-secret", entity: "/adas/secret.go", branch: "Adas-branch" });
    const bob = await makeKey(await testUser());
    for (const spec of WAKATIME_SPECS.filter(({ method }) => method === "GET")) {
      const id = { "coding.dump": "heartbeats.json", "coding.project": "Adas-secret" }[spec.name] ?? "all_time";
      const path = `/api${spec.path.replace("{id}", id)}?date=${localDate(new Date(), "UTC")}&range=last_7_days`;
      const answer = await ask(path, { key: bob });
      expect([200, 404]).toContain(answer.status);
      expect(answer.text).not.toMatch(/adas|box/i);
    }
  });
});
