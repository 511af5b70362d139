import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "@/bin/test/until";
import type { FaultName } from "./faults";
import { type StravaSimulator, startStrava } from "./strava/start";

let strava: StravaSimulator;
let token = "";
beforeEach(async () => {
  strava = await startStrava({ athletes: [{ activities: 5 }] });
  token = strava.control.grant().access_token;
});
afterEach(() => strava.stop());

const athlete = (signal?: AbortSignal) =>
  fetch(`${strava.apiUrl}/athlete`, { headers: { Authorization: `Bearer ${token}` }, signal: signal ?? null });
const command = async (body: unknown) => {
  const answer = await fetch(`${strava.origin}/__control`, { method: "POST", body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
};

describe("faults", () => {
  it.each([
    ["429", 429, /rate limit/],
    ["500", 500, /errors/],
    ["503", 503, /<html>/],
    ["html", 200, /<!DOCTYPE html>/],
    ["200_with_error", 200, /"errors"/],
  ] as const)("%s answers in the provider's place, so many times", async (fault, status, words) => {
    strava.control.fault({ fault, times: 1 });
    const spoiled = await athlete();
    expect([spoiled.status, await spoiled.text()]).toEqual([status, expect.stringMatching(words)]);
    expect((await athlete()).status).toBe(200);
  });

  it("breaks JSON and lies about types", async () => {
    strava.control.fault({ fault: "bad_json", times: 1 });
    await expect((await athlete()).json()).rejects.toThrow(SyntaxError);
    strava.control.fault({ fault: "wrong_types", times: 1 });
    expect(await (await athlete()).json()).toMatchObject({ id: "several", firstname: { text: "Ada" }, premium: "perhaps" });
  });

  it.each(["close_socket", "after_answer_drop", "cut_body"] satisfies FaultName[])("%s ends the connection", async (fault) => {
    strava.control.fault({ fault, times: 1 });
    await expect(athlete().then((answer) => answer.text())).rejects.toThrow();
    expect((await athlete()).status).toBe(200);
  });

  it("does the work before it drops the answer", async () => {
    const { refresh_token } = strava.control.grant();
    strava.control.expireTokens();
    const body = new URLSearchParams({
      client_id: "12345",
      client_secret: "strava-secret",
      grant_type: "refresh_token",
      refresh_token,
    });
    strava.control.fault({ fault: "after_answer_drop", times: 1 });
    await expect(fetch(`${strava.oauthUrl}/token`, { method: "POST", body })).rejects.toThrow();
    expect(strava.control.issued().refreshed).toBe(1);
    expect((await fetch(`${strava.oauthUrl}/token`, { method: "POST", body })).status).toBe(400);
  });

  it("hangs until the caller gives up, and comes late", async () => {
    strava.control.fault({ fault: "hang", times: 1 });
    await expect(athlete(AbortSignal.timeout(150))).rejects.toThrow(/timeout/);
    strava.control.fault({ fault: "hang_midway", times: 1 });
    const patience = new AbortController();
    const begun = await athlete(patience.signal);
    expect(begun.status).toBe(200);
    setTimeout(() => patience.abort(), 150);
    await expect(begun.text()).rejects.toThrow(/abort/);
    strava.control.fault({ fault: "slow", ms: 120, times: 1 });
    const before = performance.now();
    expect((await athlete()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(100);
  });

  it("hits only what it is told to: part of a path, after some requests, every nth, for a while", async () => {
    const statuses = async (count: number) => {
      const list: number[] = [];
      for (let i = 0; i < count; i += 1) list.push((await athlete()).status);
      return list;
    };
    strava.control.fault({ fault: "500", path: "/gear/" });
    expect(await statuses(1)).toEqual([200]);
    strava.control.clearFaults();
    strava.control.fault({ fault: "500", skip: 1, every: 2, times: 2 });
    expect(await statuses(7)).toEqual([200, 200, 500, 200, 500, 200, 200]);
    strava.control.fault({ fault: "503", forMs: 60_000 });
    expect(await statuses(2)).toEqual([503, 503]);
    strava.control.advance({ seconds: 61 });
    expect(await statuses(1)).toEqual([200]);
  });
});

describe("doors for another process", () => {
  it("runs one command or several, and names a wrong one", async () => {
    const added = await command({ do: "addActivity", name: "From outside", private: false });
    expect(added.body.result).toMatchObject({ name: "From outside" });
    expect(added.body.result).not.toHaveProperty("do");
    const both = await command({ all: [{ do: "latency", ms: 0 }, { do: "issued" }] });
    expect(both.body.result).toEqual([null, { exchanged: 0, refreshed: 0, unchanged: 0 }]);
    expect(await command({ do: "fly" })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining("No command fly") },
    });
    expect(await command({ do: "editActivity", id: 1 })).toMatchObject({ status: 400, body: { error: "Error: No activity 1." } });
  });

  it("tells what was asked, by route", async () => {
    await Promise.all([athlete(), athlete()]);
    await fetch(`${strava.apiUrl}/gear/g1`, { headers: { Authorization: `Bearer ${token}` } });
    const told = await (await fetch(`${strava.origin}/__requests`)).json();
    expect(told).toMatchObject({ total: 3, counts: { "GET /api/v3/athlete": 2, "GET /api/v3/gear/:id": 1 } });
    expect(strava.requests.count("/athlete", "GET")).toBe(2);
    strava.requests.clear();
    expect(strava.requests.count()).toBe(0);
  });

  it("counts how many requests were under way at once", async () => {
    strava.control.fault({ fault: "held" });
    const asked = [athlete(), athlete(), athlete()];
    await until(() => strava.requests.count("/athlete") === 3, "all three have arrived");
    strava.control.release();
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(strava.requests.maxInFlight()).toBe(3);
  });
});
