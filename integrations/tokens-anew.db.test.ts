import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { until } from "@/bin/test/until";
import { jobActor } from "@/db/client";
import { connect, disconnect } from "@/db/connections";
import { type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { startStrava } from "@/e2e/simulators/strava/start";
import { newId } from "@/lib/crypto";
import { env } from "@/lib/env";
import { journalPath, keepExchange } from "./token-journal";
import { simulatedClient } from "./token-user.fixture";
import { freshTokens, readTokens, storeTokens } from "./tokens";

const folder = mkdtempSync(join(tmpdir(), "almanac-tokens-"));
vi.stubEnv("ALMANAC_DATA_DIR", folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Granted = { access_token: string; refresh_token: string; athlete_id: number };

function connectAs(user: TestUser, { access_token, refresh_token, athlete_id }: Granted, expiresAt: Date): Promise<void> {
  return as(user, async (tx) => {
    await connect(tx, { provider: "strava", scopes: ["read"], externalId: String(athlete_id), externalName: null });
    const tokens = { accessToken: access_token, refreshToken: refresh_token, tokenType: "Bearer", expiresAt };
    await storeTokens(tx, "strava", tokens);
  });
}

it("tokens of a connection that ended while they were exchanged never become those of the next", async () => {
  const strava = await startStrava({ athletes: [{ id: 1 }, { id: 2 }] });
  const [user, ran, later] = [await testUser(), new Date(Date.now() - 1_000), new Date(Date.now() + 3_600_000)];
  const actor = jobActor(user.id, newId(), "sync");
  const refresher = { client: simulatedClient(strava.oauthUrl), redirectUri: "http://localhost/", now: () => new Date() };
  const [one, two] = [strava.control.grant({ athleteId: 1 }), strava.control.grant({ athleteId: 2 })];
  strava.control.expireTokens({ athleteId: 1 });
  await connectAs(user, one, ran);

  // Another person's account is connected while the answer is on its way.
  strava.control.fault({ fault: "held" });
  const exchanging = freshTokens(actor, "strava", refresher);
  exchanging.catch(() => undefined);
  await until(() => strava.requests.count("/oauth/token") === 1, "the tokens are exchanged");
  await as(user, (tx) => disconnect(tx, "strava"));
  await connectAs(user, two, later);
  strava.control.release();
  await expect(exchanging).rejects.toMatchObject({ kind: "transient" });
  expect(await as(user, (tx) => readTokens(tx, "strava"))).toMatchObject({ accessToken: two.access_token, generation: 1 });
  await strava.stop();
});

it("an answer that was kept for the tokens before is not taken for these", async () => {
  const strava = await startStrava({ athletes: [{ id: 1 }, { id: 2 }] });
  const user = await testUser();
  const [one, two] = [strava.control.grant({ athleteId: 1 }), strava.control.grant({ athleteId: 2 })];
  strava.control.expireTokens({ athleteId: 2 });
  await connectAs(user, two, new Date(Date.now() - 1_000));
  // The courier of a connection that has ended was slow: its answer comes under the number of the new one.
  const answer = { status: 200, text: JSON.stringify(one) };
  keepExchange(journalPath(user.id, "strava", 1), answer, env().TOKEN_ENCRYPTION_KEYS ?? [], one.refresh_token);
  const refresher = { client: simulatedClient(strava.oauthUrl), redirectUri: "http://localhost/", now: () => new Date() };
  const found = await freshTokens(jobActor(user.id, newId(), "sync"), "strava", refresher);
  const athlete = await fetch(`${strava.apiUrl}/athlete`, { headers: { authorization: `Bearer ${found.accessToken}` } });
  expect(await athlete.json()).toMatchObject({ id: 2 });
  await strava.stop();
});
