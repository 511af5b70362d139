import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WAKATIME_SPECS } from "@/app/api/_spec";
import { makeKey } from "@/app/api/_spec/testing";
import { ownerQuery, testUser } from "@/db/testing";
import { basic, type Client, hasShared, serveDoor, shared, sharedJson } from "./testing";

/** Requests of real clients, as they were recorded on the wire, sent again. */
type Recorded = {
  method: string;
  path: string;
  rawHeaders: Record<string, string>;
  body: unknown;
};

let server: Client;
beforeAll(async () => {
  server = await serveDoor();
});
afterAll(() => server.close());

/** Headers that belong to the connection of then. */
const OF_THE_CONNECTION = new Set(["host", "connection", "content-length", "accept-encoding", "sec-fetch-mode"]);
const RECORDED_KEY = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;

function replay(recorded: Recorded, key: string): Promise<Response> {
  const kept = Object.entries(recorded.rawHeaders).filter(([name]) => !OF_THE_CONNECTION.has(name.toLowerCase()));
  const headers = kept.map(([name, value]): [string, string] => {
    const [scheme, secret] = value.split(" ");
    if (name !== "Authorization") return [name, value];
    return [
      name,
      `${scheme} ${Buffer.from(
        Buffer.from(secret ?? "", "base64")
          .toString()
          .replace(RECORDED_KEY, key),
      ).toString("base64")}`,
    ];
  });
  const body = recorded.body === "" ? undefined : JSON.stringify(recorded.body);
  return fetch(server.address + recorded.path.replace(RECORDED_KEY, key), { method: recorded.method, headers, body });
}

function responseOf({ method, path }: Recorded) {
  const pathname = path.replace(/\?.*/, "").slice("/api".length);
  const spec = WAKATIME_SPECS.find((one) => one.method === method && one.path === pathname);
  if (!spec) throw new Error(`no call ${method} ${pathname}`);
  return spec.response;
}

const beatsOf = ({ body }: Recorded) => (Array.isArray(body) ? body.length : 1);

const files = hasShared ? readdirSync(new URL("captures/", shared)) : [];

describe.runIf(hasShared)("recorded clients", () => {
  it.each(files)("%s is satisfied with every answer, and everything it sent is there once", async (file) => {
    const recorded = sharedJson<Recorded[]>(`captures/${file}`);
    expect(recorded.length).toBeGreaterThan(0);
    const ada = await testUser();
    const key = await makeKey(ada);
    let sent = 0;
    for (const round of ["first", "retry"]) {
      for (const one of recorded) {
        const answer = await replay(one, key);
        const body = await answer.json();
        const where = `${round} ${one.method} ${one.path}`;
        if (one.path.endsWith("api_key=")) expect([where, answer.status]).toEqual([where, 401]);
        else if (one.path.includes("/goals/")) expect([where, answer.status]).toEqual([where, 404]);
        else {
          const taking = one.method === "POST" && one.path.includes("heartbeats");
          expect([where, answer.status]).toEqual([where, taking ? 201 : 200]);
          expect([where, responseOf(one).safeParse(body).error]).toEqual([where, undefined]);
          if (taking) expect(body.responses.map((pair: unknown[]) => pair[1])).toEqual(Array(beatsOf(one)).fill(201));
          if (taking && round === "first") sent += beatsOf(one);
        }
      }
    }
    const [stored] = await ownerQuery("select count(*)::integer as count from app.heartbeats where user_id = $1", [ada.id]);
    expect(stored?.["count"]).toBe(sent);
  });

  type WireForm = { name: string; content_type: string; auth: "query" | "basic"; double_encoded?: boolean; body: unknown };
  const forms = hasShared ? sharedJson<{ wire_forms: WireForm[] }>("edge-cases.json").wire_forms : [];
  it.each(forms)("wire form: $name", async ({ content_type, auth, double_encoded, body }) => {
    const ada = await testUser();
    const key = await makeKey(ada);
    const json = JSON.stringify(body);
    const answer = await fetch(
      `${server.address}/api/v1/users/current/heartbeats.bulk${auth === "query" ? `?api_key=${key}` : ""}`,
      {
        method: "POST",
        headers: { "content-type": content_type, ...(auth === "basic" ? { authorization: basic(key) } : {}) },
        body: double_encoded ? JSON.stringify(json) : json,
      },
    );
    const { responses } = await answer.json();
    const count = [body].flat(3).length;
    expect([answer.status, responses.map((pair: unknown[]) => pair[1])]).toEqual([201, Array(count).fill(201)]);
    const rows = await ownerQuery("select entity from app.heartbeats where user_id = $1", [ada.id]);
    expect(rows).toHaveLength(count);
  });
});

describe.runIf(hasShared)("cases with totals that were worked out by hand", () => {
  type Day = { total: number; languages: Record<string, number> };
  type Case = { name: string; tz: string; timeout_s: number; heartbeats: unknown[]; expect_split: Record<string, Day> };
  const cases = hasShared ? sharedJson<{ cases: Case[] }>("edge-cases.json").cases : [];
  it.each(cases)("$name", async ({ tz, timeout_s, heartbeats, expect_split }) => {
    const ada = await testUser({ timeZone: tz });
    const rule = "insert into app.coding_settings (user_id, time_zone, timeout_s) values ($1, $2, $3)";
    await ownerQuery(rule, [ada.id, tz, timeout_s]);
    const headers = { authorization: basic(await makeKey(ada)) };
    const own = `${server.address}/api/v1/users/current`;
    const sent = await fetch(`${own}/heartbeats.bulk`, { method: "POST", headers, body: JSON.stringify(heartbeats) });
    expect(sent.status).toBe(201);
    for (const [date, { total, languages }] of Object.entries(expect_split)) {
      const answer = await fetch(`${own}/summaries?start=${date}&end=${date}`, { headers });
      const [day] = (await answer.json()).data;
      expect([date, Math.abs(day.grand_total.total_seconds - total) < 0.0011]).toEqual([date, true]);
      const told = Object.fromEntries(
        day.languages.map((one: { name: string; total_seconds: number }) => [one.name, one.total_seconds]),
      );
      const wanted = Object.entries(languages).filter(([, seconds]) => seconds > 0);
      expect(Object.keys(told).sort()).toEqual(wanted.map(([name]) => name || "Other").sort());
      for (const [name, seconds] of wanted) expect(Math.abs(told[name || "Other"] - seconds)).toBeLessThan(0.0011);
    }
  });
});

describe("forms of our own writing", () => {
  const beat = { entity: "/p/a.ts", type: "file", time: 1_789_459_200.5 };
  it.each([
    ["an object", "application/json", JSON.stringify(beat)],
    ["text/plain with a time as text", "text/plain;charset=UTF-8", JSON.stringify([{ ...beat, time: String(beat.time) }])],
    ["JSON in JSON", "application/json", JSON.stringify(JSON.stringify([beat]))],
    ["arrays in an array", "application/json", JSON.stringify([[beat]])],
    [
      "nulls and numbers as text",
      "application/json",
      JSON.stringify([{ ...beat, category: null, lineno: "2", cursorpos: null }]),
    ],
    ["a byte order mark", "application/json", `\uFEFF${JSON.stringify([beat])}`],
    ["no content type", "", JSON.stringify([beat])],
  ])("%s", async (_, type, body) => {
    const ada = await testUser();
    const answer = await fetch(`${server.address}/api/v1/users/current/heartbeats.bulk`, {
      method: "POST",
      headers: { "content-type": type, authorization: basic(await makeKey(ada)) },
      body,
    });
    expect([answer.status, (await answer.json()).responses[0][1]]).toEqual([201, 201]);
    const rows = await ownerQuery("select at_us, entity from app.heartbeats where user_id = $1", [ada.id]);
    expect(rows.map((row) => [Number(row["at_us"]), row["entity"]])).toEqual([[1_789_459_200_500_000, "/p/a.ts"]]);
  });
});
