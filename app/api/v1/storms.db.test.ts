import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeKey } from "@/app/api/_spec/testing";
import { ownerQuery, testUser } from "@/db/testing";
import { basic, type Client, serveDoor } from "./testing";

/** Many editors at once, and bodies that no editor sends. */
let server: Client;
beforeAll(async () => {
  server = await serveDoor();
});
afterAll(() => server.close());

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function send(key: string, body: string): Promise<Response> {
  const headers = { authorization: basic(key), "content-type": "application/json" };
  return fetch(`${server.address}/api/v1/users/current/heartbeats.bulk`, { method: "POST", headers, body });
}

const GAP_S = 7;
const START_S = Date.parse("2026-03-04T08:00:00Z") / 1000;

describe("twenty editors of one person", () => {
  it("lose nothing and count every moment once, also when all send twice", async () => {
    const ada = await testUser();
    const key = await makeKey(ada);
    const random = chance(20);
    const editors = Array.from({ length: 20 }, (_, editor) =>
      Array.from({ length: 60 }, (_, index) => ({
        ...{ entity: `/p/${editor}.go`, type: "file", language: `L${editor % 3}`, project: `p${editor % 5}` },
        ...{
          time: START_S + (index * 20 + editor) * GAP_S,
          user_agent: `wakatime/v1 (linux-6-x86_64) go1 vim/${editor} vim-wakatime/1`,
        },
      })),
    );
    const queues = editors.map((beats) => {
      const shuffled = beats.map((beat) => ({ beat, rank: random() })).sort((a, b) => a.rank - b.rank);
      return [0, 25, 50].map((from) => shuffled.slice(from, from + 25).map(({ beat }) => beat));
    });
    await Promise.all(
      queues.flatMap((batches) =>
        [1, 2].map(async () => {
          for (const batch of batches) {
            const answer = await send(key, JSON.stringify(batch));
            expect(answer.status).toBe(201);
            const { responses } = await answer.json();
            expect(responses.every((pair: unknown[]) => pair[1] === 201)).toBe(true);
          }
        }),
      ),
    );
    const all = 20 * 60;
    const [{ count } = { count: 0 }] = await ownerQuery(
      "select count(*)::integer as count from app.heartbeats where user_id = $1",
      [ada.id],
    );
    expect(count).toBe(all);
    const answer = await fetch(`${server.address}/api/v1/users/current/summaries?start=2026-03-04&end=2026-03-04`, {
      headers: { authorization: basic(key) },
    });
    const [day] = (await answer.json()).data;
    const totalS = (all - 1) * GAP_S;
    expect(day.grand_total.total_seconds).toBe(totalS);
    for (const list of ["projects", "languages"]) {
      expect(day[list].reduce((sum: number, item: { total_seconds: number }) => sum + item.total_seconds, 0)).toBe(totalS);
    }
    // The last heartbeat of all has no gap behind it: each of the five projects has a fifth, the last one a gap less.
    const p = Object.fromEntries(
      day.projects.map((item: { name: string; total_seconds: number }) => [item.name, item.total_seconds]),
    );
    expect(p).toEqual(Object.fromEntries([0, 1, 2, 3, 4].map((n) => [`p${n}`, (all / 5 - (n === 4 ? 1 : 0)) * GAP_S])));
  });
});

describe("bodies that no editor sends", () => {
  const NASTY = [
    ...[null, true, false, 0, -1, 1e308, -1e308, 1.5, 2 ** 53, "", " ", "\0", "\ud800", "x\ud800y", "💣", "a".repeat(9_000)],
    ...[[], {}, [[[[]]]], { a: { b: {} } }, "1795212338.1", "NaN", "-0", "1e400", "__proto__", Number.MAX_SAFE_INTEGER],
  ];
  const FIELDS = [
    ...["entity", "type", "category", "time", "project", "branch", "language", "dependencies", "lines", "lineno", "cursorpos"],
    ...["is_write", "user_agent", "plugin", "machine", "line_additions", "ai_session", "ai_model", "alternate_project", "id"],
    ...["__proto__", "constructor", "toString"],
  ];

  it("get an answer for each heartbeat, never a 500, and good ones among them are kept", async () => {
    const seed = Number(process.env["PROVE_SEED"] ?? 31);
    const random = chance(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const ada = await testUser();
    const key = await makeKey(ada);
    let good = 0;
    for (let round = 0; round < 40; round++) {
      const batch = Array.from({ length: 25 }, (_, index) => {
        const beat: Record<string, unknown> = {
          entity: `/f/${round}/${index}`,
          type: "file",
          time: START_S + round * 100 + index,
        };
        if (random() < 0.3) return { kept: true, beat };
        for (let n = 0; n < 1 + random() * 4; n++)
          Object.defineProperty(beat, pick(FIELDS), { value: pick(NASTY), enumerable: true, configurable: true });
        return { kept: false, beat: random() < 0.1 ? pick(NASTY.filter((value) => !Array.isArray(value))) : beat };
      });
      good += batch.filter(({ kept }) => kept).length;
      const answer = await send(key, JSON.stringify(batch.map(({ beat }) => beat)));
      const body = await answer.json();
      expect([seed, round, answer.status]).toEqual([seed, round, 201]);
      expect(body.responses).toHaveLength(25);
      for (const [index, { kept }] of batch.entries()) {
        const [told, status] = body.responses[index];
        expect(status === 201 ? Object.keys(told) : [Object.keys(told), status]).toEqual(
          status === 201 ? ["data"] : [["error"], 400],
        );
        if (kept) expect([seed, round, index, status]).toEqual([seed, round, index, 201]);
      }
    }
    const rows = await ownerQuery("select 1 from app.heartbeats where user_id = $1 and entity like '/f/%'", [ada.id]);
    expect(rows.length).toBeGreaterThanOrEqual(good);
    // Whatever was taken can be read again.
    for (const path of [
      "summaries?start=2026-03-04&end=2026-03-05",
      "heartbeats?date=2026-03-04",
      "stats/last_year",
      "projects",
      "data_dumps/heartbeats.json",
    ]) {
      const answer = await fetch(`${server.address}/api/v1/users/current/${path}`, { headers: { authorization: basic(key) } });
      expect([path, answer.status]).toEqual([path, 200]);
      await answer.json();
    }
  });

  it("broken JSON is a 400 in WakaTime's form", async () => {
    const seed = Number(process.env["PROVE_SEED"] ?? 32);
    const random = chance(seed);
    const key = await makeKey(await testUser());
    const whole = JSON.stringify([{ entity: "/a", type: "file", time: START_S, dependencies: ["x", "y"] }]);
    for (let round = 0; round < 100; round++) {
      const at = Math.floor(random() * whole.length);
      const cut =
        random() < 0.5 ? whole.slice(0, at) : whole.slice(0, at) + String.fromCharCode(random() * 0xd000) + whole.slice(at + 1);
      const answer = await send(key, cut);
      const body = await answer.json();
      expect([seed, round, answer.status]).toEqual([seed, round, answer.status === 201 ? 201 : 400]);
      if (answer.status === 400) expect(Object.keys(body)).toEqual(["error"]);
    }
  });
});
