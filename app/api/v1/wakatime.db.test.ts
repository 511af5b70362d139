import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WAKATIME_SPECS } from "@/app/api/_spec";
import { makeKey } from "@/app/api/_spec/testing";
import * as v1 from "@/app/api/_spec/v1";
import { takeHeartbeats } from "@/db/heartbeats";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { readHeartbeats } from "@/domain/heartbeats";
import { addDays, localDate } from "@/domain/time-zones";
import { newId } from "@/lib/crypto";
import { type Asked, askDoor, basic, beat, type Client, own, serveDoor, UA } from "./testing";

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

const ask = (path: string, asked: Partial<Asked> = {}) => askDoor(server.address, path, { key, ...asked });
const nowS = () => Math.floor(Date.now() / 1000);
const goodBeats = (body: unknown) =>
  readHeartbeats(body, { userAgent: null, machine: null, timeZone: null }, new Date()).beats.flatMap((one) =>
    "error" in one ? [] : [one],
  );

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

  it("one that may only read takes no heartbeats, one that may only send reads what editors show", async () => {
    const reads = await makeKey(ada, ["read"]);
    expect((await ask(`${own}/heartbeats`, { key: reads, body: beat(nowS()) })).status).toBe(401);
    expect((await ask(`${own}/heartbeats.bulk`, { key: reads, body: [beat(nowS())] })).status).toBe(401);
    expect(await ownerQuery("select 1 from app.heartbeats where user_id = $1", [ada.id])).toHaveLength(0);
    const sends = await makeKey(ada, ["heartbeats"]);
    expect((await ask(`${own}/heartbeats`, { key: sends, body: beat(nowS()) })).status).toBe(201);
    for (const shown of [own, `${own}/statusbar/today`, `${own}/status_bar/today`])
      expect((await ask(shown, { key: sends })).status).toBe(200);
    for (const kept of ["stats", "projects", "heartbeats?date=2026-01-01", "goals"])
      expect((await ask(`${own}/${kept}`, { key: sends })).status).toBe(403);
  });

  it("the popup of browsers has today's time by a key that may only send, and no other day's", async () => {
    const sends = await makeKey(ada, ["heartbeats"]);
    const today = localDate(new Date(), "Europe/Berlin");
    const popup = await ask(`${own}/summaries?api_key=${sends}&end=${today}&start=${today}`, { key: null });
    expect([popup.status, popup.body.data.length, popup.body.data[0].grand_total.text]).toEqual([200, 1, "0 secs"]);
    expect((await ask(`${own}/summaries?range=today`, { key: sends })).status).toBe(200);
    const other = addDays(today, -3);
    for (const more of [
      ...[`start=${other}&end=${other}`, `start=${other}&end=${today}`, `start=${today}&end=${today}&project=demo`, "range=year"],
      // Of a parameter that occurs twice the last counts, here as in the answer.
      ...[`start=${today}&end=${today}&start=${other}`, `start=${today}&range=last_year`, ""],
    ])
      expect([more, (await ask(`${own}/summaries?${more}`, { key: sends })).status]).toEqual([more, 403]);
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

  it("a compressed body gets 415, and an account that is gone meanwhile 401", async () => {
    const packed = await fetch(`${server.address}${own}/heartbeats.bulk`, {
      method: "POST",
      headers: { authorization: basic(key), "content-encoding": "gzip", "content-type": "application/json" },
      body: gzipSync(JSON.stringify([beat(nowS())])),
    });
    expect([packed.status, await packed.json()]).toEqual([415, { error: expect.stringContaining("compressed") }]);
    await as(ada, (tx) => tx.query("select door.own_account_delete()", []));
    await expect(as(ada, (tx) => takeHeartbeats(tx, goodBeats([beat(nowS())])))).rejects.toMatchObject({ status: 401 });
    expect((await ask(`${own}/heartbeats`, { body: beat(nowS()) })).status).toBe(401);
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
