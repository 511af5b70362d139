import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { until } from "@/bin/test/until";
import { asUser, jobActor } from "@/db/client";
import { connect, disconnect, getConnection } from "@/db/connections";
import { endSync, type SyncLease, takeSync } from "@/db/sync-leases";
import { listSyncRuns } from "@/db/sync-runs";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { type HevySimulator, startHevy } from "@/e2e/simulators/hevy/start";
import { newId } from "@/lib/crypto";
import { readJson } from "./asking";
import { ProviderFailure } from "./failures";
import type { ProviderContract, Step, SyncSession } from "./provider";
import { runSync, type SyncHost } from "./sync";
import { storeTokens } from "./tokens";

/** The one sync loop, with a provider whose steps each test writes. */
let hevy: HevySimulator;
let user: TestUser;
beforeAll(async () => {
  hevy = await startHevy();
});
afterAll(() => hevy.stop());
beforeEach(async () => {
  hevy.control.clearFaults();
  hevy.control.clearRequests();
  user = await testUser();
  await as(user, async (tx) => {
    await connect(tx, { provider: "hevy", scopes: [], externalId: "me", externalName: "Me" });
    const accessToken = hevy.apiKeys[0] ?? "";
    await storeTokens(tx, "hevy", { accessToken, refreshToken: null, tokenType: null, expiresAt: null });
  });
});

const HOST: SyncHost = { now: () => new Date(), stopping: () => false, jitter: () => 0, waits: [1, 1] };

function provider(steps: (session: SyncSession) => AsyncGenerator<Step, void>): ProviderContract {
  return {
    id: "hevy",
    entrance: { kind: "key", identify: async () => ({ externalId: null, externalName: null }) },
    authorize: (request, secret) => ({ ...request, headers: { "api-key": secret } }),
    judge: ({ status }) => (status === 401 ? new ProviderFailure("needs_reconnect", "The key is dead.") : null),
    steps,
    everyMs: 3_600_000,
  };
}

const lease = async (full = false): Promise<SyncLease> => {
  const taken = await as(user, (tx) => takeSync(tx, "hevy", newId(), full));
  if (!taken) throw new Error("the lease was not free");
  return taken;
};
const connection = () => as(user, (tx) => getConnection(tx, "hevy"));
const lastRun = async () => (await as(user, (tx) => listSyncRuns(tx, "hevy", 1)))[0];

/** Three pages; the cursor says which comes next. */
async function* pages({ cursor }: SyncSession): AsyncGenerator<Step, void> {
  for (let page = Number(cursor["page"] ?? 0); page < 3; page++) {
    yield { cursor: { page: page + 1 }, save: async () => ({ fetched: 2, inserted: 1, unchanged: 1 }) };
  }
}

const info = z.object({ data: z.object({ id: z.string() }) });
async function* asking({ ask, cursor }: SyncSession): AsyncGenerator<Step, void> {
  readJson(await ask({ url: `${hevy.origin}/v1/user/info` }), info, "hevy");
  yield { cursor, save: async () => ({}) };
}

describe("a sync", () => {
  it("counts what its pages did, says so in the log, and is due again later", async () => {
    const outcome = await runSync(provider(pages), await lease(), "button", HOST);
    expect(outcome).toMatchObject({ state: "done", counts: { fetched: 6, inserted: 3, unchanged: 3 } });
    expect(await lastRun()).toMatchObject({ state: "done", trigger: "button", fetched: 6, finishedAt: expect.any(Date) });
    const { state, lastSyncedAt, dueAt, syncing } = await connection();
    expect([state, syncing, lastSyncedAt]).toEqual(["ok", false, outcome.lastSyncedAt]);
    expect(dueAt?.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
  });

  it("fetches the next page while one is saved, unless the page says to wait", async () => {
    const seen: string[] = [];
    const steps = async function* (): AsyncGenerator<Step, void> {
      for (const [index, settle] of [false, true, false].entries()) {
        seen.push(`fetch ${index}`);
        yield {
          cursor: {},
          settle,
          save: async () => {
            await new Promise((resolve) => setTimeout(resolve, 20));
            seen.push(`saved ${index}`);
            return {};
          },
        };
      }
    };
    await runSync(provider(steps), await lease(), "button", HOST);
    expect(seen).toEqual(["fetch 0", "fetch 1", "saved 0", "saved 1", "fetch 2", "saved 2"]);
  });

  it("goes on after a crash where the last page was saved, and says that it had broken off", async () => {
    const first = await lease();
    const crash = async function* (session: SyncSession): AsyncGenerator<Step, void> {
      for await (const step of pages(session)) {
        yield step;
        // As a killed process: nothing is written any more.
        if (step.cursor["page"] === 2) await new Promise(() => undefined);
      }
    };
    void runSync(provider(crash), first, "button", HOST);
    await until(async () => (await lastRun())?.fetched === 4, "two pages are saved");
    await ownerQuery("update app.sync_metadata set lease_until = now() - interval '1 second' where user_id = $1", [user.id]);
    const outcome = await runSync(provider(pages), await lease(), "schedule", HOST);
    expect(outcome.counts.fetched).toBe(2);
    const runs = await as(user, (tx) => listSyncRuns(tx, "hevy", 5));
    expect(runs.map(({ state, fetched }) => [state, fetched])).toEqual([
      ["done", 2],
      ["broken", 4],
    ]);
  });

  it("writes nothing once another has taken over, page and cursor alike", async () => {
    const old = await lease();
    await ownerQuery("update app.sync_metadata set lease_until = now() - interval '1 second' where user_id = $1", [user.id]);
    const next = await lease();
    const saved: number[] = [];
    const steps = async function* (): AsyncGenerator<Step, void> {
      yield {
        cursor: { stolen: true },
        save: async () => {
          saved.push(1);
          return {};
        },
      };
    };
    await expect(runSync(provider(steps), old, "button", HOST)).rejects.toMatchObject({ name: "SyncLeaseLost" });
    expect(saved).toEqual([]);
    const [row] = await ownerQuery("select cursor from app.sync_metadata where user_id = $1", [user.id]);
    expect(row).toEqual({ cursor: {} });
    expect((await runSync(provider(pages), next, "button", HOST)).state).toBe("done");
  });

  it("keeps page and cursor together: a page that cannot be saved leaves no cursor behind", async () => {
    const steps = async function* (): AsyncGenerator<Step, void> {
      yield { cursor: { page: 1 }, save: async () => ({ fetched: 1, inserted: 1 }) };
      yield {
        cursor: { page: 2 },
        save: async (tx) => {
          await tx.query("select 1/0", []);
          return {};
        },
      };
    };
    const outcome = await runSync(provider(steps), await lease(), "button", HOST);
    expect(outcome).toMatchObject({ state: "failed", counts: { fetched: 1 } });
    const [row] = await ownerQuery("select cursor, attempts from app.sync_metadata where user_id = $1", [user.id]);
    expect(row).toEqual({ cursor: { page: 1 }, attempts: 1 });
  });

  it("ends without a word when its connection is ended meanwhile", async () => {
    const steps = async function* (): AsyncGenerator<Step, void> {
      await as(user, (tx) => disconnect(tx, "hevy"));
      yield { cursor: {}, save: async () => ({}) };
    };
    await expect(runSync(provider(steps), await lease(), "button", HOST)).rejects.toMatchObject({ name: "SyncLeaseLost" });
    expect(await lastRun()).toMatchObject({ state: "broken", reason: "It was disconnected in the middle." });
  });

  it("stops between pages when its host stops, and is due at once", async () => {
    let saved = 0;
    const steps = async function* (session: SyncSession): AsyncGenerator<Step, void> {
      for await (const step of pages(session)) {
        yield {
          ...step,
          settle: true,
          save: async (tx) => {
            saved++;
            return step.save(tx);
          },
        };
      }
    };
    const outcome = await runSync(provider(steps), await lease(), "button", { ...HOST, stopping: () => saved === 1 });
    expect(outcome).toMatchObject({ state: "broken", counts: { fetched: 2 } });
    expect((await connection()).dueAt?.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe("a provider in trouble", () => {
  it.each(["500", "html", "bad_json", "wrong_types", "200_with_error", "close_socket", "cut_body"] as const)(
    "%s: it is asked again, and forgiven when it comes to its senses",
    async (fault) => {
      hevy.control.fault({ fault, times: 1 });
      const outcome = await runSync(provider(asking), await lease(), "button", HOST);
      // What is no JSON of the right shape is not asked for again at once: it would be the same.
      const passes = ["500", "close_socket", "cut_body"].includes(fault);
      expect([fault, outcome.state]).toEqual([fault, passes ? "done" : "failed"]);
    },
  );

  it("is not spoken of after one failure, and in plain words after the second, with longer and longer waits", async () => {
    hevy.control.fault({ fault: "html" });
    await runSync(provider(asking), await lease(), "schedule", HOST);
    const once = await connection();
    expect([once.state, once.attempts]).toEqual(["ok", 1]);
    await runSync(provider(asking), await lease(), "schedule", HOST);
    const twice = await connection();
    expect(twice).toMatchObject({ state: "error", attempts: 2 });
    expect(twice.reason).toMatch(/^Hevy answered with something that cannot be read/);
    expect((twice.dueAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan((once.dueAt?.getTime() ?? 0) - Date.now());
    hevy.control.clearFaults();
    await runSync(provider(asking), await lease(), "schedule", HOST);
    expect(await connection()).toMatchObject({ state: "ok", reason: null, attempts: 0 });
  });

  it("that wants another key gets no more requests until the person has given one", async () => {
    await as(user, (tx) =>
      storeTokens(tx, "hevy", { accessToken: newId(), refreshToken: null, tokenType: null, expiresAt: null }),
    );
    const outcome = await runSync(provider(asking), await lease(), "schedule", HOST);
    expect(outcome).toMatchObject({ state: "refused", reason: "The key is dead." });
    expect(await connection()).toMatchObject({ state: "needs_reconnect", dueAt: null });
  });

  it("whose limits are used up is left alone until they open, and the work goes on there", async () => {
    const resumesAt = new Date(Date.now() + 600_000);
    const steps = async function* (session: SyncSession): AsyncGenerator<Step, void> {
      for await (const step of pages(session)) {
        yield step;
        throw new ProviderFailure("rate_limited", "Used up.", resumesAt);
      }
    };
    const outcome = await runSync(provider(steps), await lease(), "schedule", HOST);
    expect(outcome).toMatchObject({ state: "rate_limited", resumesAt, counts: { fetched: 2 } });
    expect(await connection()).toMatchObject({ state: "rate_limited", resumesAt, dueAt: resumesAt, attempts: 0 });
    expect((await runSync(provider(pages), await lease(), "schedule", HOST)).counts.fetched).toBe(4);
    expect(await connection()).toMatchObject({ state: "ok", resumesAt: null });
  });
});

describe("the queue", () => {
  it("gives a connection to one of fifty who ask at once", async () => {
    const asked = Array.from({ length: 50 }, () => as(user, (tx) => takeSync(tx, "hevy", newId(), false)));
    expect((await Promise.all(asked)).filter((taken) => taken !== null)).toHaveLength(1);
  });

  it("keeps a connection due when a hint came while it was worked on", async () => {
    const held = await lease();
    await as(user, (tx) =>
      tx.query("insert into app.sync_items (user_id, provider, kind, item_id) values ($1, 'hevy', 'hint', '1')", [tx.userId]),
    );
    const later = new Date(Date.now() + 3_600_000);
    await asUser(jobActor(user.id, newId(), "sync"), (tx) =>
      endSync(tx, held, { syncedAt: new Date(), dueAt: later, resumesAt: null, hintsFrom: null, failed: false }),
    );
    expect((await connection()).dueAt?.getTime()).toBeLessThanOrEqual(Date.now());
  });
});
