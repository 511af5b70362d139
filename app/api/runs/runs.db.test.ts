import { beforeAll, describe, expect, it } from "vitest";
import { runSchema } from "@/app/api/_spec/runs";
import { api, makeKey } from "@/app/api/_spec/testing";
import { type TestUser, testUser } from "@/db/testing";
import { makeRun } from "@/db/testing-nouns";

let user: TestUser;
let call: ReturnType<typeof api>;

beforeAll(async () => {
  user = await testUser({ timeZone: "Europe/Berlin" });
  call = api(await makeKey(user));
});

const NEW = { name: "Lunch", startAt: "2026-11-10T11:00:00Z", distance: 5000, duration: 1500 };

describe("the API of runs", () => {
  it("writes a run down, shows it, edits it, deletes it, brings it back", async () => {
    const created = await call("POST", "/runs", NEW);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      ...NEW,
      startAt: "2026-11-10T11:00:00.000Z",
      localDate: "2026-11-10",
      timeZone: "Europe/Berlin",
      source: "manual",
      version: 1,
    });
    const id = String(created.body["id"]);
    const shown = await call("GET", `/runs/${id}`);
    expect(runSchema.parse(shown.body)).toEqual(created.body);
    expect(shown.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const edited = await call("PATCH", `/runs/${id}`, { changes: { notes: "windy" }, reason: "forgot", version: 1 });
    expect(edited.body).toMatchObject({ notes: "windy", version: 2, editedFields: ["notes"] });
    const stale = await call("PATCH", `/runs/${id}`, { changes: { notes: "calm" }, version: 1 });
    expect(stale.status).toBe(409);
    expect(stale.headers.get("content-type")).toBe("application/problem+json");
    expect(stale.body["current"]).toEqual(edited.body);
    expect(await call("DELETE", `/runs/${id}`)).toMatchObject({ status: 204, text: "" });
    expect((await call("GET", `/runs/${id}`)).status).toBe(404);
    expect((await call("PATCH", `/runs/${id}`, "not even JSON")).status).toBe(404);
    expect((await call("GET", "/runs?deleted=true")).body["items"]).toMatchObject([{ id, version: 3 }]);
    const back = await call("POST", `/runs/${id}/undelete`);
    expect(back).toMatchObject({ status: 200, body: { id, deletedAt: null, version: 4 } });
    const restored = await call("POST", `/runs/${id}/restore/1`, {});
    expect(restored).toMatchObject({ status: 200, body: { notes: null, version: 5 } });
    const history = await call("GET", `/runs/${id}/history`);
    const items = history.body["items"] as { changeType: string; run: { notes: string | null } }[];
    expect(items.map((item) => item.changeType)).toEqual(["restore", "undeletion", "deletion", "edit", "original"]);
    expect((await call("GET", `/runs/${id}/history/2`)).body).toMatchObject({ reason: "forgot", run: { notes: "windy" } });
    expect((await call("GET", `/runs/${id}/history/77`)).status).toBe(404);
    expect((await call("POST", `/runs/${id}/restore/77`)).status).toBe(404);
  });

  it("lets one of many parallel requests with one version win", async () => {
    const run = await makeRun(user, {});
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => call("PATCH", `/runs/${run.id}`, { changes: { name: `n${n}` }, version: 1 })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const winner = answers.find((answer) => answer.status === 200)?.body["name"];
    for (const { status, body } of answers)
      if (status === 409) expect(body["current"]).toMatchObject({ name: winner, version: 2 });
  });

  it("lists with an exact total, page by page", async () => {
    const other = await testUser();
    const list = api(await makeKey(other));
    for (let day = 1; day <= 5; day++) await makeRun(other, { startAt: `2026-10-0${day}T07:00:00Z` });
    const first = await list("GET", "/runs?limit=2&from=2026-10-02");
    expect(first.body["page"]).toMatchObject({ limit: 2, total: 4 });
    const { next } = first.body["page"] as { next: string };
    const second = await list("GET", `/runs?limit=2&from=2026-10-02&next=${next}`);
    expect(second.body).toMatchObject({
      items: [{ localDate: "2026-10-03" }, { localDate: "2026-10-02" }],
      page: { next: null, total: 4 },
    });
    expect((await list("GET", "/runs?limit=2&page=2&from=2026-10-02")).body["items"]).toEqual(second.body["items"]);
    const csv = await list("GET", "/runs?format=csv&order=asc&from=2026-10-04");
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.text.split("\r\n").map((line) => line.split(",")[4])).toEqual([
      "localDate",
      "2026-10-04",
      "2026-10-05",
      undefined,
    ]);
  });

  const BAD: [string, "GET" | "POST" | "PATCH", (id: string) => string, unknown, number][] = [
    ["a body that is no JSON", "POST", () => "/runs", "{", 400],
    [
      "half of a surrogate pair",
      "POST",
      () => "/runs",
      '{"name":"\\ud800","startAt":"2026-11-10T11:00:00Z","distance":1,"duration":1}',
      422,
    ],
    ["a NUL in a name", "POST", () => "/runs", { ...NEW, name: "a\u0000b" }, 422],
    ["a NUL in notes", "PATCH", (id) => `/runs/${id}`, { changes: { notes: "\u0000" } }, 422],
    ["a NUL in the reason", "PATCH", (id) => `/runs/${id}`, { changes: { name: "x" }, reason: "\u0000" }, 422],
    ["an unknown field", "POST", () => "/runs", { ...NEW, colour: "red" }, 422],
    ["a protected field", "PATCH", (id) => `/runs/${id}`, { changes: { source: "strava" } }, 422],
    ["a protected id", "PATCH", (id) => `/runs/${id}`, { changes: { id: "mine" } }, 422],
    ["changes that are missing", "PATCH", (id) => `/runs/${id}`, { version: 1 }, 422],
    ["a huge number", "POST", () => "/runs", '{"name":"x","startAt":"2026-11-10T11:00:00Z","distance":1e999,"duration":1}', 422],
    ["a distance past the limit", "POST", () => "/runs", { ...NEW, distance: 1e7 }, 422],
    ["a version past 32 bits", "PATCH", (id) => `/runs/${id}`, { changes: {}, version: 2 ** 40 }, 422],
    ["a day that is none", "POST", () => "/runs", { ...NEW, startAt: "2026-02-30T10:00:00Z" }, 422],
    ["a zone that is none", "POST", () => "/runs", { ...NEW, timeZone: "Mars/Olympus" }, 422],
    ["a shoe that is none", "POST", () => "/runs", { ...NEW, shoeId: "nobodys" }, 422],
    ["a limit past 500", "GET", () => "/runs?limit=501", undefined, 422],
    ["a foreign cursor", "GET", () => "/runs?next=bm9uc2Vuc2U", undefined, 422],
    [
      "a cursor with a NUL",
      "GET",
      () => `/runs?sort=name&next=${Buffer.from('{"s":"name","o":"desc","v":"\\u0000","i":"x"}').toString("base64url")}`,
      undefined,
      422,
    ],
    [
      "a cursor with a day that is none",
      "GET",
      () =>
        `/runs?next=${Buffer.from('{"s":"startAt","o":"desc","v":"2026-02-30 00:00:00.000000Z","i":"x"}').toString("base64url")}`,
      undefined,
      422,
    ],
    ["an unknown parameter", "GET", () => "/runs?colour=red", undefined, 422],
    ["a parameter that is a name of JavaScript's own", "GET", () => "/runs?__proto__=red", undefined, 422],
    ["a parameter where none is taken", "PATCH", (id) => `/runs/${id}?colour=red`, { changes: {} }, 422],
    ["a repeated parameter", "GET", () => "/runs?q=a&q=b", undefined, 422],
    ["a NUL in a search", "GET", () => "/runs?q=%00", undefined, 422],
    ["a NUL in an id", "GET", () => "/runs/%00", undefined, 404],
    ["a version that is none", "GET", (id) => `/runs/${id}/history/0`, undefined, 404],
  ];

  it.each(BAD)("refuses %s", async (_, method, address, body, status) => {
    const run = await makeRun(user, {});
    const answer = await call(method, address(run.id), body);
    expect([answer.status, answer.body["status"]]).toEqual([status, status]);
    expect(answer.body["requestId"]).toBe(answer.headers.get("x-request-id"));
    if (status === 422) expect(answer.body["errors"]).toMatchObject([{ message: expect.any(String) }]);
  });

  it("needs a key with the scope", async () => {
    const reader = api(await makeKey(user, ["read"]));
    expect((await reader("GET", "/runs")).status).toBe(200);
    expect((await reader("POST", "/runs", NEW)).status).toBe(403);
    expect((await api("00000000-0000-4000-8000-000000000000")("GET", "/runs")).status).toBe(401);
  });
});
