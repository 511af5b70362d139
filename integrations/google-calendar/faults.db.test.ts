import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { until } from "@/bin/test/until";
import { asUser, jobActor } from "@/db/client";
import { deleteRun, editRun } from "@/db/run-edits";
import { listDeadItems, retryItem } from "@/db/sync-items";
import { ownerQuery } from "@/db/testing";
import { as, makeRun } from "@/db/testing-nouns";
import type { GoogleSimulator } from "@/e2e/simulators/google/start";
import { runSync } from "@/integrations/sync";
import { readTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { google as contract } from "./client";
import {
  aGoogle,
  aHost,
  calendarOf,
  connected,
  connection,
  eventsOf,
  liveRuns,
  ownCalendar,
  shown,
  sync,
  takeLease,
} from "./connected.fixture";

let google: GoogleSimulator;
beforeAll(async () => {
  google = await aGoogle();
});
afterEach(() => {
  google.control.clearFaults();
  google.control.set({ perMinute: 1_000_000 });
});
afterAll(() => google.stop());

const many = (user: Parameters<typeof makeRun>[0], count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => makeRun(user, { name: `Run ${n}` })));

describe("an answer that is lost after Google acted", () => {
  it("doubles nothing, neither within the sync nor in the next", async () => {
    const ada = await connected(google);
    const [run] = await many(ada.user, 6);
    google.control.fault({ fault: "after_answer_drop", method: "POST", path: "/events", every: 2 });
    await sync(ada);
    google.control.clearFaults();
    await sync(ada);
    expect(shown(google, ada)).toEqual(await liveRuns(ada));

    await as(ada.user, (tx) => editRun(tx, run?.id ?? "", { name: "Edited" }));
    google.control.fault({ fault: "after_answer_drop", method: "PUT", path: "/events", times: 3 });
    expect(await sync(ada)).toMatchObject({ counts: { failed: 1 } });
    expect(await calendarOf(ada, run?.id ?? "")).toMatchObject({ status: "failed", error: expect.stringContaining("Google") });
    await sync(ada);
    expect(shown(google, ada)).toEqual(await liveRuns(ada));

    await as(ada.user, (tx) => deleteRun(tx, run?.id ?? ""));
    google.control.fault({ fault: "after_answer_drop", method: "DELETE", path: "/events", times: 1 });
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { deleted: 1 } });
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
  });

  it("to the making of the calendar may leave an empty one behind, and no event twice", async () => {
    const ada = await connected(google);
    await many(ada.user, 3);
    google.control.fault({ fault: "after_answer_drop", method: "POST", path: "/calendars", times: 1 });
    expect(await sync(ada)).toMatchObject({ state: "failed", reason: expect.stringContaining("can be deleted") });
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { inserted: 3 } });
    const calendars = google.control.calendars({ account: ada.account }).filter(({ isOwn }) => isOwn);
    expect(calendars.map(({ events }) => events).sort()).toEqual([0, 3]);
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
  });

  it("leaves no event of a run that is deleted before anybody heard of its event", async () => {
    const ada = await connected(google);
    await many(ada.user, 1);
    await sync(ada);
    const [run] = await many(ada.user, 1);
    google.control.fault({ fault: "after_answer_drop", method: "POST", path: "/events", times: 3 });
    // The database goes away as well: nothing of what was done is saved.
    google.control.fault({ fault: "500", method: "GET", times: 9 });
    await sync(ada);
    google.control.clearFaults();
    await as(ada.user, (tx) => deleteRun(tx, run?.id ?? ""));
    await sync(ada);
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
  });
});

describe("limits", () => {
  it("let what is done count, and the rest goes on later", async () => {
    const ada = await connected(google);
    await many(ada.user, 8);
    google.control.fault({ fault: "403", path: "/events", skip: 5 });
    const first = await sync(ada);
    expect(first.state).toBe("rate_limited");
    expect(first.resumesAt?.getTime()).toBeGreaterThan(Date.now());
    expect(first.counts.inserted).toBeGreaterThan(2);
    expect(await connection(ada)).toMatchObject({ state: "rate_limited", reason: expect.stringContaining("by itself") });
    google.control.clearFaults();
    google.control.fault({ fault: "429", path: "/events", times: 1 });
    expect((await sync(ada)).state).toBe("rate_limited");
    expect((await sync(ada)).state).toBe("done");
    expect(await connection(ada)).toMatchObject({ state: "ok", reason: null });
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
  });

  it("of one person's minute are not run into: the sync says when it goes on", async () => {
    google.control.set({ perMinute: 600 });
    google.requests.clear();
    const ada = await connected(google);
    await ownerQuery(
      `with r as (insert into app.runs (user_id, id, name, type, start_at, time_zone, local_date, distance_m, duration_s, elapsed_s, source, version)
          select $1, 'manual_' || n, 'Run', 'Outdoor Run', now(), 'UTC', current_date, 1000, 300, 300, 'manual', 1 from generate_series(1, 600) n returning *)
        insert into app.runs_history (user_id, run_id, version, change_type, changed_fields, data, actor, at)
          select user_id, id, 1, 'original', '{}', '{}', 'user', now() from r`,
      [ada.user.id],
    );
    // For the sync no time passes, however long this machine takes over six hundred events.
    const begun = Date.now();
    const at = (afterS: number) => ({ host: { now: () => new Date(begun + afterS * 1000) } });
    const first = await sync(ada, at(0));
    expect(first.state).toBe("rate_limited");
    expect(google.requests.list("/calendar/v3").filter(({ status }) => status === 403)).toEqual([]);
    expect(first.counts.inserted).toBeGreaterThan(500);
    const wait = (first.resumesAt?.getTime() ?? 0) - begun;
    expect(wait).toBeGreaterThan(30_000);
    expect(wait).toBeLessThan(75_000);
    // At once the cursor still knows of that minute; later, Google's clock has gone on as ours has.
    expect(await sync(ada, at(0))).toMatchObject({ state: "rate_limited", counts: { asked: 0 } });
    google.control.advance({ seconds: 90 });
    expect(await sync(ada, at(90))).toMatchObject({ state: "done" });
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
  });
});

describe("an event that Google does not take", () => {
  it("lets the others go on, is given up in words after some tries, and tried again when asked for", async () => {
    const ada = await connected(google);
    await many(ada.user, 1);
    await sync(ada);
    const [bad, ...good] = await many(ada.user, 3);
    const calendarId = ownCalendar(google, ada);
    const id = bad?.id ?? "";
    const eventId = (await calendarOf(ada, id))?.eventId;
    expect(eventId).toBeNull();
    google.control.fault({ fault: "500", method: "POST", path: "/events", skip: 2, times: 3 });
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { failed: 1, inserted: 2 } });
    expect(good).toHaveLength(2);
    const failed =
      (
        await ownerQuery<{ id: string }>("select run_id as id from app.synced_runs where user_id = $1 and status = 'failed'", [
          ada.user.id,
        ])
      )[0]?.id ?? "";
    expect(await calendarOf(ada, failed)).toMatchObject({ status: "failed", error: expect.stringContaining("Google") });
    for (let tries = 0; tries < 5; tries++) {
      await ownerQuery("update app.sync_items set next_try_at = now() where user_id = $1 and kind = 'event'", [ada.user.id]);
      google.control.fault({ fault: "500", method: "POST", path: "/events", times: 3 });
      await sync(ada);
      google.control.clearFaults();
    }
    expect(await as(ada.user, (tx) => listDeadItems(tx, "google"))).toMatchObject([
      { kind: "event", itemId: failed, attempts: 5 },
    ]);
    google.requests.clear();
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { asked: 0 } });
    await as(ada.user, (tx) => retryItem(tx, "google", "event", failed));
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { inserted: 1 } });
    expect(await calendarOf(ada, failed)).toMatchObject({ status: "synced", error: null });
    expect(calendarId).toBe(ownCalendar(google, ada));
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
  });

  it("counts for nothing while Google itself is down", async () => {
    const ada = await connected(google);
    const [run] = await many(ada.user, 5);
    await sync(ada);
    await as(ada.user, (tx) => editRun(tx, run?.id ?? "", { name: "Edited" }));
    google.control.fault({ fault: "503", path: "/calendar" });
    for (let tries = 0; tries < 7; tries++) expect((await sync(ada)).state).toBe("failed");
    expect(await connection(ada)).toMatchObject({ state: "error", reason: expect.stringContaining("Google") });
    expect(await calendarOf(ada, run?.id ?? "")).toMatchObject({ status: "pending", error: null });
    google.control.clearFaults();
    expect(await sync(ada)).toMatchObject({ state: "done", counts: { updated: 1 } });
  });

  it.each(["hang", "hang_midway"] as const)(
    "is met again after Google left an answer unfinished (%s), and nothing is doubled",
    async (fault) => {
      const ada = await connected(google);
      await many(ada.user, 3);
      await sync(ada);
      await many(ada.user, 3);
      google.control.fault({ fault, path: "/calendar", times: 20 });
      const host = { patienceMs: 200 };
      const outcome = await sync(ada, { host });
      expect(outcome.state).not.toBe("running");
      google.control.clearFaults();
      expect((await sync(ada)).state).toBe("done");
      expect(shown(google, ada)).toEqual(await liveRuns(ada));
    },
  );

  it.each(["html", "bad_json", "wrong_types", "200_with_error", "cut_body", "close_socket"] as const)(
    "is met again after Google answered with %s",
    async (fault) => {
      const ada = await connected(google);
      await many(ada.user, 3);
      await sync(ada);
      await many(ada.user, 3);
      google.control.fault({ fault, path: "/calendar", times: 20 });
      await sync(ada);
      google.control.clearFaults();
      expect((await sync(ada)).state).toBe("done");
      expect(shown(google, ada)).toEqual(await liveRuns(ada));
    },
  );
});

describe("access", () => {
  it("that was taken away at Google asks for a new connection", async () => {
    const ada = await connected(google);
    await many(ada.user, 1);
    google.control.revokeAccess({ account: ada.account });
    expect((await sync(ada)).state).toBe("refused");
    expect(await connection(ada)).toMatchObject({
      state: "needs_reconnect",
      reason: expect.stringContaining("Connect Google again"),
    });
    await connected(google, ada);
    expect((await sync(ada)).state).toBe("done");
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
  });

  it("without the box for calendars says which one is missing, without asking Google", async () => {
    const ada = await connected(google, { scopes: ["openid", "https://www.googleapis.com/auth/userinfo.email"] });
    await many(ada.user, 1);
    google.requests.clear();
    expect((await sync(ada)).state).toBe("refused");
    expect(google.requests.count()).toBe(0);
    expect(await connection(ada)).toMatchObject({ state: "scope_missing", reason: expect.stringContaining("box for calendars") });
  });

  it("is renewed once when a token has run out, and the refresh token that Google does not repeat is kept", async () => {
    const ada = await connected(google);
    await many(ada.user, 5);
    const before = await as(ada.user, (tx) => readTokens(tx, "google"));
    google.control.expireTokens();
    const { refreshed } = google.control.issued();
    expect((await sync(ada)).state).toBe("done");
    expect(google.control.issued().refreshed - refreshed).toBe(1);
    const after = await as(ada.user, (tx) => readTokens(tx, "google"));
    expect(after?.refreshToken).toBe(before?.refreshToken);
    expect(after?.accessToken).not.toBe(before?.accessToken);
  });
});

describe("many syncs at once", () => {
  it("make one event of each run, though each thinks that it is alone", async () => {
    const ada = await connected(google);
    await many(ada.user, 12);
    await sync(ada);
    await Promise.all((await many(ada.user, 12)).map((run) => as(ada.user, (tx) => editRun(tx, run.id, { name: "Twice" }))));
    const lease = await takeLease(ada);
    if (!lease) throw new Error("the connection is taken");
    // Fifty that hold what they believe to be the lease: all ask, one at most can save.
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => runSync(contract, lease, "api", aHost())));
    expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
    await sync(ada);
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
    expect(eventsOf(google, ada)).toHaveLength(24);
  });

  it("take turns where they ask for the lease", async () => {
    const ada = await connected(google);
    await many(ada.user, 10);
    const leases = await Promise.all(Array.from({ length: 50 }, () => takeLease(ada)));
    expect(leases.filter(Boolean)).toHaveLength(1);
    for (const lease of leases) if (lease) await runSync(contract, lease, "api", aHost());
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
  });

  it("never put an older version over a newer one", async () => {
    const ada = await connected(google);
    const [run] = await many(ada.user, 1);
    await sync(ada);
    const id = run?.id ?? "";
    await as(ada.user, (tx) => editRun(tx, id, { name: "Second" }));
    const slow = await takeLease(ada);
    if (!slow) throw new Error("the connection is taken");
    google.control.fault({ fault: "held", method: "PUT", times: 1 });
    google.requests.clear();
    const late = runSync(contract, slow, "api", aHost()).catch((error: unknown) => error);
    await until(() => google.requests.count("", "PUT") === 1, "the second version is sent");
    await as(ada.user, (tx) => editRun(tx, id, { name: "Third" }));
    await ownerQuery("update app.sync_metadata set lease_until = null where user_id = $1", [ada.user.id]);
    await sync(ada);
    google.control.release();
    await late;
    await sync(ada);
    expect(eventsOf(google, ada)).toMatchObject([{ version: 3, event: { summary: "Third" } }]);
  });
});

describe("a change of runs", () => {
  const due = async (userId: string) =>
    (
      await ownerQuery<{ at: Date | null }>(
        "select due_at as at from app.sync_metadata where user_id = $1 and provider = 'google'",
        [userId],
      )
    )[0]?.at;

  it("makes the connection due in a moment, by whichever way it comes", async () => {
    const ada = await connected(google);
    const run = await makeRun(ada.user);
    await sync(ada);
    expect((await due(ada.user.id))?.getTime()).toBeGreaterThan(Date.now() + 600_000);
    await asUser(jobActor(ada.user.id, newId(), "import"), (tx) =>
      tx.query(
        `with w as (update app.runs set notes = 'x', version = version + 1 where user_id = $1 returning *)
         insert into app.runs_history (user_id, run_id, version, change_type, changed_fields, data, actor, at)
         select user_id, id, version, 'sync', '{notes}', '{}', 'sync', now() from w`,
        [ada.user.id],
      ),
    );
    const at = (await due(ada.user.id))?.getTime() ?? 0;
    expect(at).toBeLessThan(Date.now() + 6_000);
    await sync(ada);
    await as(ada.user, (tx) => deleteRun(tx, run.id));
    expect((await due(ada.user.id))?.getTime()).toBeLessThan(Date.now() + 6_000);
  });

  it("that is committed while a sync ends is not forgotten", async () => {
    const ada = await connected(google);
    const [one, two] = await many(ada.user, 2);
    await sync(ada);
    await as(ada.user, (tx) => editRun(tx, one?.id ?? "", { name: "Seen" }));
    google.control.fault({ fault: "held", method: "PUT", times: 1 });
    google.requests.clear();
    const running = sync(ada);
    await until(() => google.requests.count("", "PUT") === 1, "the first change is sent");
    await as(ada.user, (tx) => editRun(tx, two?.id ?? "", { name: "Just now" }));
    google.control.release();
    await running;
    const pending = await calendarOf(ada, two?.id ?? "");
    if (pending?.status !== "synced") expect((await due(ada.user.id))?.getTime()).toBeLessThan(Date.now() + 6_000);
    await sync(ada);
    expect(shown(google, ada)).toEqual(await liveRuns(ada));
  });

  it("does nothing for people without a calendar, and leaves alone a connection that needs its person", async () => {
    const bob = await connected(google);
    await ownerQuery("update app.integrations set state = 'needs_reconnect' where user_id = $1", [bob.user.id]);
    await ownerQuery("update app.sync_metadata set due_at = null where user_id = $1", [bob.user.id]);
    await makeRun(bob.user);
    expect(await due(bob.user.id)).toBeNull();
  });
});
