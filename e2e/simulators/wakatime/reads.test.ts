import { afterEach, describe, expect, it } from "vitest";
import { hasShared, readShared } from "@/e2e/simulators/openapi.fixture";
import { shapeDifferences } from "@/e2e/simulators/shape.fixture";
import { startWakaTime, type WakaTimeOptions, type WakaTimeSimulator } from "./start";

const running: WakaTimeSimulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

/** A WakaTime with one person of 40 days, and a way to read it with their key. */
async function start(options: WakaTimeOptions = {}) {
  const wakatime = await startWakaTime({ now: Date.parse("2026-11-21T12:00:00Z"), people: [{ days: 40 }], ...options });
  running.push(wakatime);
  const [person] = wakatime.state.people.values();
  const headers = { authorization: `Basic ${btoa(person?.apiKey ?? "")}` };
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${wakatime.apiUrl}/users/current/${path}`, { ...init, headers: { ...headers, ...init.headers } });
    return { status: answer.status, body: await answer.json() };
  };
  return { wakatime, ask };
}

describe("statistics", () => {
  it("are calculated first: nothing, then a part, then all", async () => {
    const { wakatime, ask } = await start();
    wakatime.control.calculate({ range: "last_7_days", answers: ["pending", "updating"] });
    const pending = await ask("stats/last_7_days");
    expect([pending.status, pending.body.data.percent_calculated, "total_seconds" in pending.body.data]).toEqual([202, 0, false]);
    const updating = await ask("stats/last_7_days");
    expect([updating.status, updating.body.data.percent_calculated, updating.body.data.languages]).toEqual([202, 30, []]);
    const done = await ask("stats/last_7_days");
    expect(done).toMatchObject({ status: 200, body: { data: { is_up_to_date: true, percent_calculated: 100 } } });
    expect(done.body.data.total_seconds).toBeGreaterThan(updating.body.data.total_seconds);
  });

  it("of all time are old while they are calculated, and go down and up with the days", async () => {
    const { wakatime, ask } = await start();
    wakatime.control.calculate({ range: "all_time_since_today", answers: ["updating"] });
    const old = await ask("all_time_since_today");
    expect(old).toMatchObject({ status: 202, body: { data: { is_up_to_date: false, percent_calculated: 64 } } });
    const first = (await ask("all_time_since_today")).body.data.total_seconds;
    wakatime.control.scaleDay({ date: "2026-11-21", factor: 0.5 });
    const less = (await ask("all_time_since_today")).body.data.total_seconds;
    wakatime.control.scaleDay({ date: "2026-11-21", factor: 4 });
    expect(less).toBeLessThan(first);
    expect((await ask("all_time_since_today")).body.data.total_seconds).toBeGreaterThan(first);
  });
});

describe("days", () => {
  it("begin at the midnight of the account's zone", async () => {
    const people = [{ days: 2, timezone: "Pacific/Auckland" }];
    const { ask } = await start({ people });
    const { body } = await ask("summaries?start=2026-11-21&end=2026-11-22");
    // At noon in Greenwich it is the 22nd already, and the 21st began at 11:00 of the 20th.
    expect(body.data.map((day: { range: object }) => day.range)).toMatchObject([
      { date: "2026-11-21", start: "2026-11-20T11:00:00Z" },
      { date: "2026-11-22", start: "2026-11-21T11:00:00Z", timezone: "Pacific/Auckland" },
    ]);
    expect((await ask("status_bar/today")).body.data.range.date).toBe("2026-11-22");
  });

  it("hide projects and machines where the account does", async () => {
    const { ask } = await start({ people: [{ days: 3, hidesProjects: true }] });
    const [day] = (await ask("summaries?start=2026-11-21&end=2026-11-21")).body.data;
    expect(Object.keys(day)).not.toContain("projects");
    expect(day.languages.length).toBeGreaterThan(0);
  });

  it("outside the plan cost money, and wrong ones are refused by name", async () => {
    const { ask } = await start({ planDays: 7 });
    expect((await ask("summaries?start=2026-11-15&end=2026-11-21")).status).toBe(200);
    expect((await ask("summaries?start=2026-11-14&end=2026-11-21")).status).toBe(402);
    expect(await ask("summaries?start=tomorrow&end=2026-11-21")).toEqual({
      status: 400,
      body: { errors: { start: ["Invalid date."] } },
    });
  });
});

describe("data dumps", () => {
  it("get on with each look, and end after a week", async () => {
    const { wakatime, ask } = await start({ people: [{ days: 5 }] });
    const made = await ask("data_dumps", { method: "POST", body: JSON.stringify({ type: "heartbeats" }) });
    expect(made).toMatchObject({ status: 201, body: { data: { percent_complete: 0, download_url: null } } });
    expect((await ask("data_dumps", { method: "POST", body: JSON.stringify({ type: "daily" }) })).status).toBe(400);
    const looks = [];
    for (let n = 0; n < 3; n++) looks.push((await ask("data_dumps")).body.data[0]);
    expect(looks.map(({ status }) => status)).toEqual(["Pending…", "Processing coding activity…", "Completed"]);
    const dump = await (await fetch(looks[2].download_url)).json();
    expect(dump.days).toHaveLength(Object.keys(wakatime.control.days()).length);
    expect(dump.days[0].heartbeats.length).toBeGreaterThan(1);
    wakatime.control.advance({ seconds: 8 * 86_400 });
    expect((await fetch(looks[2].download_url)).status).toBe(403);
  });
});

describe("other servers", () => {
  it("answer at their own addresses, and a Wakapi writes now where the date belongs", async () => {
    const { wakatime, ask } = await start({ server: "wakapi" });
    expect(wakatime.apiUrl).toContain("/api/compat/wakatime/v1");
    const { body } = await ask("summaries?start=2026-11-01&end=2026-11-02");
    expect(body.data[1].range.start).toBe("2026-11-02T00:00:00+01:00");
    expect(body.data[1].range.date.slice(0, 10)).toBe("2026-11-21");
    expect((await ask("data_dumps")).status).toBe(404);
    expect((await fetch(`${wakatime.origin}/api/v1/users/current`)).status).toBe(404);
  });
});

it("answers heartbeats one by one", async () => {
  const { ask } = await start();
  const beats = [{ entity: "a.ts", time: 1.5 }, { time: 2 }, { entity: "b.ts", time: "3.25" }];
  const { status, body } = await ask("heartbeats.bulk", { method: "POST", body: JSON.stringify(beats) });
  expect(status).toBe(202);
  expect(body.responses.map(([, code]: [object, number]) => code)).toEqual([201, 400, 201]);
});

describe.skipIf(!hasShared)("answers as the samples have them", () => {
  const sample = (name: string) => readShared(`fixtures/wakatime/${name}.json`);

  it.each([
    ["recorded__stats_last_7_days_200", "stats/last_7_days", []],
    ["recorded__stats_pending_202", "stats/last_7_days", ["pending"]],
    ["recorded__stats_updating_partial_202", "stats/last_7_days", ["updating"]],
    ["constructed__all_time_200", "all_time_since_today", []],
    ["constructed__all_time_202_stale", "all_time_since_today", ["updating"]],
    ["constructed__summaries_3_days", "summaries?start=2026-11-19&end=2026-11-21", []],
  ] as const)("%s", async (name, path, answers) => {
    const { wakatime, ask } = await start({ people: [{ days: 40, username: "ada" }] });
    wakatime.control.calculate({ range: path.replace("stats/", ""), answers: [...answers] });
    expect(shapeDifferences(sample(name), (await ask(path)).body)).toEqual([]);
  });

  it("the list of dumps", async () => {
    const { ask } = await start();
    await ask("data_dumps", { method: "POST", body: JSON.stringify({ type: "daily" }) });
    for (let n = 0; n < 2; n++) await ask("data_dumps");
    expect(shapeDifferences(sample("constructed__data_dumps"), (await ask("data_dumps")).body)).toEqual([]);
  });
});
