import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeKey } from "@/app/api/_spec/testing";
import * as v1 from "@/app/api/_spec/v1";
import { type TestUser, testUser } from "@/db/testing";
import { type Asked, askDoor, beat, type Client, own, serveDoor, UA } from "./testing";

/** What clients may ask with, in the forms that they write it in. */
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
const at = (text: string) => Date.parse(text) / 1000;
const send = async (body: unknown[]) => expect((await ask(`${own}/heartbeats.bulk`, { body })).status).toBe(201);

describe("parameters", () => {
  it("that are empty are as good as none; true is true however it is written", async () => {
    await send([
      beat(at("2026-06-10T10:00Z"), { is_write: true }),
      beat(at("2026-06-10T10:01Z")),
      beat(at("2026-06-10T10:03Z"), { is_write: true }),
    ]);
    const day = `${own}/summaries?start=2026-06-10&end=2026-06-10`;
    const secondsOf = async (more: string) => (await ask(day + more)).body.data[0].grand_total.total_seconds;
    expect(await secondsOf("")).toBe(180);
    expect(await secondsOf("&project=&branches=&timeout=&timezone=&writes_only=&language=")).toBe(180);
    for (const word of ["true", "True", "TRUE", "1"]) expect(await secondsOf(`&writes_only=${word}&timeout=1`)).toBe(0);
    for (const word of ["true", "True"]) expect(await secondsOf(`&writes_only=${word}&timeout=4`)).toBe(180);
    for (const word of ["false", "False", "0"]) expect(await secondsOf(`&writes_only=${word}`)).toBe(180);
  });

  it("what has no name is asked for by the word that lists have for it", async () => {
    const nameless = { project: null, language: null, user_agent: "Mozilla/5.0" };
    await send([beat(at("2026-06-10T10:00Z"), nameless), beat(at("2026-06-10T10:02Z")), beat(at("2026-06-10T10:07Z"))]);
    const day = `${own}/summaries?start=2026-06-10&end=2026-06-10`;
    for (const [list, filter] of [
      ["projects", "project"],
      ["languages", "language"],
      ["editors", "editor"],
      ["operating_systems", "operating_system"],
      ["machines", "machine"],
    ] as const) {
      for (const { name, total_seconds } of (await ask(day)).body.data[0][list]) {
        const { body } = await ask(`${day}&${filter}=${encodeURIComponent(name)}`);
        expect([filter, name, body.data[0].grand_total.total_seconds]).toEqual([filter, name, total_seconds]);
      }
    }
  });

  it("another rule is counted over any number of years, and adds up", async () => {
    // A minute at every midnight of a Tokyo year's turn, years apart, on both sides of where one statement ends and the next begins.
    const nights = ["2021-12-31", "2022-12-31", "2023-01-01", "2024-02-29", "2025-12-31"];
    await send(nights.flatMap((date) => [beat(at(`${date}T14:59:30Z`)), beat(at(`${date}T15:00:30Z`))]));
    const { body } = await ask(`${own}/summaries?start=2021-12-31&end=2026-06-01&timezone=Asia/Tokyo&project=demo`);
    const days = body.data as { grand_total: { total_seconds: number }; range: { date: string }; entities: unknown[] }[];
    const active = days.filter(({ grand_total }) => grand_total.total_seconds > 0);
    const after = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
    expect(active.map(({ range, grand_total }) => [range.date, grand_total.total_seconds])).toEqual(
      nights
        .flatMap((date) => [
          [date, 30],
          [after(date), 30],
        ])
        .reduce<[string, number][]>((sums, [date, seconds]) => {
          const same = sums.find(([known]) => known === date);
          if (same) same[1] += Number(seconds);
          else sums.push([String(date), Number(seconds)]);
          return sums;
        }, []),
    );
    expect(active.every(({ entities }) => entities.length === 1)).toBe(true);
    expect(body.cumulative_total.seconds).toBe(300);
    expect((await ask(`${own}/stats/all_time?timezone=Asia/Tokyo&timeout=2`)).body.data.total_seconds).toBe(300);
    expect((await ask(`${own}/stats/all_time?timeout=1`)).body.data.total_seconds).toBe(0);
    // Files of a project over more than a year by the person's own rule, too.
    const own_rule = (await ask(`${own}/summaries?start=2021-12-31&end=2026-06-01&project=demo`)).body.data;
    expect(own_rule.filter((day: { entities: unknown[] }) => day.entities.length > 0)).toHaveLength(nights.length);
  });

  it("durations follow the rule, the filter and the imports that are asked for", async () => {
    await send([
      beat(at("2026-06-10T10:00Z"), { dependencies: ["fmt", "io"], is_write: true }),
      beat(at("2026-06-10T10:02Z"), { dependencies: ["io"] }),
      beat(at("2026-06-10T10:07Z"), { language: "Rust", is_write: true }),
      beat(at("2026-06-10T10:08Z")),
    ]);
    const of = async (query: string) =>
      (await ask(`${own}/durations?date=2026-06-10${query}`)).body.data.map((one: Record<string, unknown>) => [
        one["dependencies"] ?? one["language"] ?? one["project"],
        one["duration"],
      ]);
    expect(await of("")).toEqual([["demo", 480]]);
    expect(await of("&timeout=4")).toEqual([
      ["demo", 120],
      ["demo", 60],
    ]);
    expect(await of("&writes_only=true")).toEqual([["demo", 420]]);
    expect(await of("&writes_only=true&timeout=4")).toEqual([]);
    expect(await of("&slice_by=language&language=Rust")).toEqual([["Rust", 60]]);
    expect(await of("&slice_by=dependencies")).toEqual([
      ["fmt", 120],
      ["io", 420],
    ]);
  });
});

describe("answers", () => {
  it("tell a heartbeat that was sent by itself back whole", async () => {
    const sent = beat(at("2026-06-10T10:00:00.125Z"), {
      lineno: 7,
      cursorpos: 3,
      dependencies: ["fmt"],
      is_write: true,
      line_additions: 2,
    });
    const { status, body } = await ask(`${own}/heartbeats`, { body: sent, headers: { "x-machine-name": "ada%27s+box" } });
    const { user_agent: _, ...told } = sent;
    expect([status, body.data]).toMatchObject([201, { ...told, user_id: ada.id }]);
    const [listed] = (await ask(`${own}/heartbeats?date=2026-06-10`)).body.data;
    expect({ ...listed, created_at: "" }).toMatchObject({ ...body.data, created_at: "" });
    expect([listed.line_additions, listed.line_deletions]).toEqual([2, null]);
    const machines = (await ask(`${own}/machine_names`)).body.data;
    const agents = (await ask(`${own}/user_agents`)).body.data;
    expect([machines[0].id, agents[0].id, agents[0].value]).toEqual([body.data.machine_name_id, body.data.user_agent_id, UA]);
  });

  it("of statistics say to whoever has the key that they may see them, under an id that stays", async () => {
    const first = (await ask(`${own}/stats/last_7_days`)).body.data;
    expect([first.is_coding_activity_visible, first.is_other_usage_visible]).toEqual([true, true]);
    expect((await ask(`${own}/stats/7_days`)).body.data.id).toBe(first.id);
    expect((await ask(`${own}/stats/last_year`)).body.data.id).not.toBe(first.id);
  });

  it("are also at the status bar's short address, and nobody is ranked", async () => {
    const [short, whole] = [await ask(`${own}/status_bar`), await ask(`${own}/status_bar/today`)];
    expect([short.status, short.body.data]).toEqual([200, whole.body.data]);
    const leaders = await ask("/api/v1/leaders");
    expect([leaders.status, v1.leadersSpec.response.safeParse(leaders.body).error, leaders.body.data]).toEqual([
      200,
      undefined,
      [],
    ]);
  });

  it("a key that may only send hears of today however it writes the word", async () => {
    const sender = await makeKey(ada, ["heartbeats"]);
    for (const range of ["today", "Today"])
      expect((await ask(`${own}/summaries?range=${range}`, { key: sender })).status).toBe(200);
    expect((await ask(`${own}/summaries?range=Yesterday`, { key: sender })).status).toBe(403);
    expect((await ask("/api/v1/leaders", { key: sender })).status).toBe(403);
  });
});
