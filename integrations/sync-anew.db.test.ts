import { beforeEach, describe, expect, it } from "vitest";
import { connect, getConnection } from "@/db/connections";
import { askForFullSync, SyncLeaseLost, takeSync } from "@/db/sync-leases";
import { listSyncRuns } from "@/db/sync-runs";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { newId } from "@/lib/crypto";
import type { ProviderContract, Step, SyncSession } from "./provider";
import { runSync, type SyncOutcome } from "./sync";
import { storeTokens } from "./tokens";

/** What happens to a sync while its connection is changed under it. */
let user: TestUser;
beforeEach(async () => {
  user = await testUser();
  await connectAs("one");
});

function connectAs(externalId: string): Promise<void> {
  return as(user, async (tx) => {
    await connect(tx, { provider: "hevy", scopes: [], externalId, externalName: externalId });
    await storeTokens(tx, "hevy", { accessToken: externalId, refreshToken: null, tokenType: null, expiresAt: null });
  });
}

/** Syncs three pages; `between` happens before the second. What it found is told by its cursors. */
async function sync(between: () => Promise<void> = async () => {}): Promise<SyncOutcome & { began: unknown; full: boolean }> {
  const lease = await as(user, (tx) => takeSync(tx, "hevy", newId(), false));
  if (!lease) throw new Error("the lease was not free");
  let began: unknown;
  const contract: ProviderContract = {
    id: "hevy",
    entrance: { kind: "key", identify: async () => ({ externalId: null, externalName: null }) },
    authorize: (request) => request,
    judge: () => null,
    everyMs: 3_600_000,
    async *steps({ cursor }: SyncSession): AsyncGenerator<Step, void> {
      began = cursor;
      for (let page = 1; page <= 3; page++) {
        if (page === 2) await between();
        yield { cursor: { since: lease.leaseId, page }, save: async () => ({}), settle: true };
      }
    },
  };
  const host = { now: () => new Date(), stopping: () => false, jitter: () => 0 };
  return { ...(await runSync(contract, lease, "button", host)), began, full: lease.fullSync };
}

const place = async () =>
  (
    await ownerQuery(
      "select cursor, full_sync, last_synced_at, due_at <= now() as due from app.sync_metadata where user_id = $1",
      [user.id],
    )
  )[0];

describe("a sync whose connection becomes another person's meanwhile", () => {
  it("is given up, and leaves nothing of its own behind: the other begins at the beginning", async () => {
    await expect(sync(() => connectAs("two"))).rejects.toThrow(SyncLeaseLost);
    expect(await place()).toEqual({ cursor: {}, full_sync: true, last_synced_at: null, due: true });
    const [run] = await as(user, (tx) => listSyncRuns(tx, "hevy", 1));
    expect(run).toMatchObject({ state: "broken", reason: "It was connected anew in the middle." });
    expect(await sync()).toMatchObject({ state: "done", began: {}, full: true });
  });

  it("goes on where it is still the same person's", async () => {
    expect(await sync(() => connectAs("one"))).toMatchObject({ state: "done" });
    expect((await as(user, (tx) => getConnection(tx, "hevy"))).state).toBe("ok");
  });
});

describe("everything that is asked for anew while a sync is under way", () => {
  it("is asked for by the next, which is due at once", async () => {
    await sync();
    await sync(() => as(user, (tx) => askForFullSync(tx, "hevy", "button")));
    expect(await place()).toMatchObject({ full_sync: true, due: true });
    expect((await sync()).full).toBe(true);
    expect(await place()).toMatchObject({ full_sync: false, due: false });
  });
});
