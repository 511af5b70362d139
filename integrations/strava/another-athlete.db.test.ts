import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, disconnect } from "@/db/connections";
import { failItem } from "@/db/sync-items";
import { as } from "@/db/testing-nouns";
import type { StravaSimulator } from "@/e2e/simulators/strava/start";
import { storeTokens } from "@/integrations/tokens";
import { aStrava, type Connected, connected, stored, sync } from "./connected.fixture";

let strava: StravaSimulator;
beforeAll(async () => {
  strava = await aStrava();
});
afterAll(() => strava.stop());

/** The same person comes with another account of Strava's, with or without having disconnected before. */
async function connectAnother({ user }: Connected, seed: number, ended: boolean): Promise<Connected> {
  const athleteId = strava.control.addAthlete({ activities: 8, seed });
  const granted = strava.control.grant({ athleteId });
  await as(user, async (tx) => {
    if (ended) await disconnect(tx, "strava");
    const scopes = ["read", "activity:read_all", "profile:read_all"];
    await connect(tx, { provider: "strava", scopes, externalId: String(athleteId), externalName: "Another" });
    await storeTokens(tx, "strava", {
      accessToken: granted.access_token,
      refreshToken: granted.refresh_token,
      tokenType: "Bearer",
      expiresAt: new Date(granted.expires_at * 1000),
    });
  });
  return { user, athleteId };
}

const live = async (of: Connected) => [...(await stored(of)).values()].filter((one) => one.live).map(({ id }) => id);

describe("another account of Strava's", () => {
  it.each([
    ["after the first was disconnected", true],
    ["in the place of the first", false],
  ])(
    "%s deletes nothing of what the first has brought",
    async (_, ended) => {
      const first = await connected(strava, { activities: 80, seed: ended ? 31 : 32 });
      await sync(first);
      const before = await live(first);
      expect(before.length).toBeGreaterThan(60);
      const [one] = before;
      if (!ended && one) {
        await as(first.user, (tx) =>
          failItem(tx, { provider: "strava", kind: "activity", itemId: one.slice(7) }, "It failed once."),
        );
      }
      const second = await connectAnother(first, ended ? 33 : 34, ended);
      for (let round = 0; round < 3; round++) expect(await sync(second)).toMatchObject({ state: "done", counts: { deleted: 0 } });
      await sync(second, { full: true });
      expect(await live(second)).toEqual(expect.arrayContaining(before));
    },
    60_000,
  );

  it("is told of its own deletions all the same", async () => {
    const first = await connected(strava, { activities: 12, seed: 35 });
    await sync(first);
    const second = await connectAnother(first, 36, true);
    await sync(second);
    const [gone] = strava.control.activities({ athleteId: second.athleteId });
    strava.control.deleteActivity({ athleteId: second.athleteId, id: gone?.id ?? 0 });
    expect((await sync(second, { full: true })).counts.deleted).toBe(1);
    expect(await live(second)).not.toContain(`strava_${gone?.id}`);
  });
});
