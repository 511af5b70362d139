import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { again } from "@/app/_auth/again";
import { until } from "@/bin/test/until";
import { asSystem } from "@/db/client";
import { ownerQuery } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import type { StravaSimulator } from "@/e2e/simulators/strava/start";
import { aStrava, connected, connection, sync } from "@/integrations/strava/connected.fixture";
import { newId } from "@/lib/crypto";
import { GET, POST } from "./route";

let strava: StravaSimulator;
beforeAll(async () => {
  vi.stubEnv("STRAVA_WEBHOOK_VERIFY_TOKEN", "a word that Strava was told");
  strava = await aStrava();
});
afterAll(() => strava.stop());

const ADDRESS = "http://localhost/api/webhooks/strava";

const send = (event: unknown, headers: Record<string, string> = {}) =>
  POST(
    new NextRequest(ADDRESS, {
      method: "POST",
      body: typeof event === "string" ? event : JSON.stringify(event),
      headers: { "content-type": "application/json", ...headers },
    }),
  );

const hints = (userId: string) =>
  ownerQuery<{ item: string; seen: number }>(
    "select item_id as item, seen::int as seen from app.sync_items where user_id = $1 and kind = 'hint' order by item_id",
    [userId],
  );

/** Time passes for one connection: all that it waits for comes so much nearer. */
async function letPass(userId: string, minutes: number): Promise<void> {
  await ownerQuery(
    `update app.sync_metadata m set due_at = due_at - w.by, hints_from = hints_from - w.by, cursor = case when cursor ? 'hints'
        then jsonb_set(cursor, '{hints}', (select jsonb_object_agg(key, case when key = 'misses' then value
          else to_jsonb(value::float8 - $2 * 60) end) from jsonb_each(cursor -> 'hints'))) else cursor end
      from (select make_interval(mins => $2) as by) w where user_id = $1`,
    [userId, minutes],
  );
  await ownerQuery("update app.sync_items set next_try_at = next_try_at - make_interval(mins => $2) where user_id = $1", [
    userId,
    minutes,
  ]);
}

describe("the handshake", () => {
  const shake = (query: string) => GET(new NextRequest(`${ADDRESS}?${query}`));

  it("echoes the challenge to whoever knows the word, and to nobody else", async () => {
    const right = await shake("hub.mode=subscribe&hub.challenge=abc&hub.verify_token=a+word+that+Strava+was+told");
    expect([right.status, await right.json()]).toEqual([200, { "hub.challenge": "abc" }]);
    for (const query of ["", "hub.mode=subscribe&hub.challenge=abc", "hub.mode=subscribe&hub.challenge=abc&hub.verify_token=x"]) {
      expect((await shake(query)).status).toBe(403);
    }
  });
});

describe("a storm of a thousand events, twice, in any order, while syncs run", () => {
  it("ends with exactly what Strava has, and is one hint a thing", { timeout: 900_000 }, async () => {
    const of = await connected(strava, { activities: 40, seed: 5 });
    await sync(of);
    strava.state.events.length = 0;
    strava.control.storm({ athleteId: of.athleteId, count: 1000, seed: 9 });
    const events = [...strava.state.events, ...strava.state.events].sort(
      (a, b) => ((a.event_time * 7919) % 13) - ((b.event_time * 7919) % 13),
    );
    expect(events.length).toBeGreaterThan(1000);
    const answers: number[] = [];
    const workers = Array.from({ length: 20 }, async (_, worker) => {
      for (let at = worker; at < events.length; at += 20) answers.push((await send(events[at])).status);
    });
    const syncing = (async () => {
      for (let round = 0; round < 3; round++) await sync(of);
    })();
    await Promise.all([...workers, syncing]);
    expect(new Set(answers)).toEqual(new Set([200]));
    const waiting = await hints(of.user.id);
    expect(waiting.length).toBe(new Set(waiting.map(({ item }) => item)).size);

    for (let rounds = 0; (await hints(of.user.id)).length > 0 && rounds < 20; rounds++) {
      await sync(of);
      await letPass(of.user.id, 24 * 60);
    }
    expect(await hints(of.user.id)).toEqual([]);
    const there = new Map(strava.control.activities({ athleteId: of.athleteId }).map((one) => [`strava_${one.id}`, one.name]));
    const here = await ownerQuery<{ id: string; name: string }>(
      `select s.id, s.facts ->> 'name' as name from app.activity_sources s
        left join app.runs r on r.user_id = s.user_id and r.id = s.run_id left join app.workouts w on w.user_id = s.user_id and w.id = s.workout_id
        where s.user_id = $1 and s.source = 'strava' and coalesce(r.deleted_at, w.deleted_at) is null`,
      [of.user.id],
    );
    expect(here.map(({ id }) => id).sort()).toEqual([...there.keys()].sort());
    for (const { id, name } of here) expect([id, name]).toEqual([id, there.get(id)]);
  });
});

describe("ten thousand hints that somebody made up", () => {
  /** A day and more of two minutes each: a hundred events, and a sync where one is due. */
  it("cost a bounded number of requests, and what is true among them still comes within minutes", async () => {
    const of = await connected(strava, { activities: 640, seed: 31 });
    strava.control.fault({ fault: "429", path: "/streams" });
    await sync(of);
    strava.control.clearFaults();
    // Details are asked for at leisure and have no part in this.
    await ownerQuery("update app.activity_sources set detailed_at = now() where user_id = $1", [of.user.id]);
    await ownerQuery("update app.sync_metadata set due_at = now() + interval '1 day', resumes_at = null where user_id = $1", [
      of.user.id,
    ]);
    const old = strava.control.activities({ athleteId: of.athleteId })[500];
    strava.control.clearRequests();
    let [syncs, minutes, next] = [0, 0, 880_000_000];
    const flood = async (rounds: number) => {
      for (let round = 0; round < rounds; round++) {
        for (let batch = 0; batch < 5; batch++) {
          const made = Array.from({ length: 20 }, () => {
            const forged = { object_type: "activity", object_id: next++, aspect_type: "update", owner_id: of.athleteId };
            return send({ ...forged, event_time: next, updates: { title: "x" } });
          });
          for (const answer of await Promise.all(made)) expect(answer.status).toBe(200);
        }
        const due = (await connection(of))?.dueAt?.getTime() ?? Number.POSITIVE_INFINITY;
        if (due <= Date.now()) {
          syncs++;
          await sync(of);
        }
        await letPass(of.user.id, 2);
        minutes += 2;
      }
    };
    const lists = () => strava.requests.count("/athlete/activities");
    const singles = () => strava.requests.list().filter(({ path }) => /\/activities\/88\d+$/.test(path)).length;
    await flood(80);
    // A look at the first page every ten minutes and one made-up id with it, after some more at the start.
    expect(syncs).toBeLessThan(22);
    expect(lists()).toBeLessThan(2 * syncs + 6);
    expect(singles()).toBeLessThan(60);
    expect((await hints(of.user.id)).length).toBeLessThan(260);

    const { id, name } = strava.control.addActivity({ athleteId: of.athleteId, name: "Out of the flood" });
    if (old) strava.control.editActivity({ athleteId: of.athleteId, id: old.id, name: "An old one, renamed" });
    const event = { object_type: "activity", owner_id: of.athleteId, event_time: 1 };
    await send({ ...event, object_id: id, aspect_type: "create" });
    const before = minutes;
    const named = async (activity: number | undefined) =>
      (
        await ownerQuery<{ name: string }>(
          "select facts ->> 'name' as name from app.activity_sources where user_id = $1 and id = $2",
          [of.user.id, `strava_${activity}`],
        )
      )[0]?.name;
    while ((await named(id)) !== name && minutes - before < 30) await flood(1);
    expect(minutes - before).toBeLessThanOrEqual(12);
    // One that was true ends the suspicion: the whole list is looked at again, and tells of what only an old hint told.
    while ((await named(old?.id)) !== "An old one, renamed" && minutes - before < 60) await flood(1);
    expect(minutes - before).toBeLessThanOrEqual(30);
  }, 900_000);
});

describe("an event", () => {
  it("makes the connection due at once, and reaches nobody who is not that athlete", async () => {
    const [ada, bob] = [await connected(strava), await connected(strava)];
    for (const of of [ada, bob]) await sync(of);
    const event = {
      object_type: "activity",
      object_id: 7,
      aspect_type: "update",
      owner_id: ada.athleteId,
      event_time: 1,
      extra: true,
    };
    expect((await send(event)).status).toBe(200);
    expect(await hints(ada.user.id)).toEqual([{ item: "7", seen: 1 }]);
    expect(await hints(bob.user.id)).toEqual([]);
    expect((await connection(ada))?.dueAt?.getTime()).toBeLessThanOrEqual(Date.now());
    expect((await connection(bob))?.dueAt?.getTime()).toBeGreaterThan(Date.now());
  });

  it("that waits for a sync which waits for it is taken all the same", async () => {
    const of = await connected(strava);
    await sync(of);
    const event = { object_type: "activity", object_id: 7, aspect_type: "update", owner_id: of.athleteId, event_time: 1 };
    await send(event);
    // Not due, so that the event has to write to the connection, too.
    await ownerQuery("update app.sync_metadata set due_at = now() + interval '1 day', hints_from = null where user_id = $1", [
      of.user.id,
    ]);
    const requestId = newId();
    const waits = async () =>
      (
        await ownerQuery("select 1 from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'", [
          `almanac ${requestId}`,
        ])
      ).length > 0;
    let begun = 0;
    let answer: Promise<Response> | undefined;
    // As a sync does it: the connection first, what was told of it then.
    await again(() =>
      as(of.user, async (tx) => {
        await tx.query("select 1 from app.sync_metadata where user_id = $1 for update", [of.user.id]);
        if (++begun === 1) {
          answer = send(event, { "x-request-id": requestId });
          await until(waits, "the event waits");
        }
        await tx.query("delete from app.sync_items where user_id = $1 and kind = 'hint'", [of.user.id]);
      }),
    );
    expect((await answer)?.status).toBe(200);
    expect(await hints(of.user.id)).toHaveLength(1);
  });

  it("that is nested deeper than anything can write down is taken without its updates", async () => {
    const deep = `${"[".repeat(25_000)}${"]".repeat(25_000)}`;
    const event = `{"object_type":"activity","object_id":1,"owner_id":5,"aspect_type":"update","event_time":1,"updates":{"a":${deep}}}`;
    expect((await send(event)).status).toBe(200);
  });

  it.each([
    ["aspect_type", { aspect_type: "a\0b" }],
    ["updates", { updates: { title: "Half a \ud83d smile\0" } }],
    ["names of updates", { updates: { "\0": "a", "\ud83d": "b" } }],
  ])("whose %s no database can hold is taken all the same", async (_, odd) => {
    const of = await connected(strava, { activities: 1, seed: 12 });
    const event = { object_type: "activity", object_id: 4711, owner_id: of.athleteId, aspect_type: "create", ...odd };
    expect((await send(event)).status).toBe(200);
    expect(await hints(of.user.id)).toEqual([{ item: "4711", seen: 1 }]);
  });

  it("of an athlete whom nobody here knows is taken and forgotten", async () => {
    const event = { object_type: "activity", object_id: 7, aspect_type: "update", owner_id: 999_999_999, event_time: 1 };
    expect((await send(event)).status).toBe(200);
  });

  it("that says access was withdrawn is believed only when Strava itself says so", async () => {
    const of = await connected(strava, { activities: 1 });
    await sync(of);
    const event = {
      object_type: "athlete",
      object_id: of.athleteId,
      owner_id: of.athleteId,
      aspect_type: "update",
      updates: { authorized: "false" },
    };
    await send(event);
    await sync(of);
    expect(await connection(of)).toMatchObject({ state: "ok" });
    strava.control.revokeAccess({ athleteId: of.athleteId });
    await send(event);
    await sync(of);
    expect(await connection(of)).toMatchObject({ state: "needs_reconnect", reason: expect.stringContaining("Strava") });
  });

  it("of another subscription than the one that was noted is nobody's", async () => {
    const of = await connected(strava);
    await sync(of);
    await asSystem(newId(), (tx) => tx.query("select door.provider_subscription_set('strava', '42')", []));
    const event = { object_type: "activity", object_id: 8, aspect_type: "update", owner_id: of.athleteId, event_time: 1 };
    await send({ ...event, subscription_id: 41 });
    expect(await hints(of.user.id)).toEqual([]);
    await send({ ...event, subscription_id: 42 });
    expect(await hints(of.user.id)).toHaveLength(1);
    await ownerQuery("delete from door.provider_apps where provider = 'strava'");
  });

  it.each([
    ["nothing", "", 422],
    ["no JSON", "{", 400],
    ["no event", '{"object_type":"club"}', 422],
    ["a list", "[]", 422],
    ["a novel", `{"updates":"${"x".repeat(70_000)}"}`, 413],
  ])("that is %s is refused in words", async (_, body, status) => {
    const answer = await send(body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toMatch(/problem\+json/);
  });
});
