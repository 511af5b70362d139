import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { connect } from "@/db/connections";
import { testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import type { StravaSimulator } from "@/e2e/simulators/strava/start";
import { aStrava, connected, stored, sync } from "@/integrations/strava/connected.fixture";
import { newId } from "@/lib/crypto";

let strava: StravaSimulator;
beforeAll(async () => {
  strava = await aStrava();
});
afterAll(() => strava.stop());

const farewells = () =>
  strava.requests
    .list("/oauth")
    .filter(({ method }) => method === "POST")
    .map(({ path, status }) => [path, status]);

describe("ending a connection with Strava", () => {
  it("gives access back with one request", async () => {
    const { user } = await connected(strava);
    const call = api(await makeKey(user));
    strava.control.clearRequests();
    expect((await call("DELETE", "/connections/strava")).status).toBe(204);
    expect(farewells()).toEqual([["/oauth/revoke", 200]]);
    expect((await call("GET", "/connections")).body["items"]).toEqual([]);
  });

  it("takes the older way where the newer one is refused, and ends here whatever is answered there", async () => {
    const { user } = await connected(strava);
    strava.control.clearRequests();
    strava.control.fault({ fault: "500", path: "/oauth/revoke" });
    const call = api(await makeKey(user));
    expect((await call("DELETE", "/connections/strava")).status).toBe(204);
    strava.control.clearFaults();
    expect(farewells()).toEqual([
      ["/oauth/revoke", 500],
      ["/oauth/deauthorize", 200],
    ]);
    expect((await call("GET", "/connections")).body["items"]).toEqual([]);
  });
});

describe("ending a connection with what it brought", () => {
  it("leaves nothing of it, and does so only where that is asked for in so many words", async () => {
    const [ada, bob] = [await connected(strava, { activities: 30 }), await connected(strava, { activities: 3 })];
    for (const of of [ada, bob]) await sync(of);
    const call = api(await makeKey(ada.user));
    expect((await call("DELETE", "/connections/strava?data=all")).status).toBe(422);
    expect((await stored(ada)).size).toBe(30);
    expect((await call("DELETE", "/connections/strava?data=delete")).status).toBe(204);
    expect((await stored(ada)).size).toBe(0);
    expect((await call("GET", "/connections")).body["items"]).toEqual([]);
    const callBob = api(await makeKey(bob.user));
    expect((await callBob("DELETE", "/connections/strava")).status).toBe(204);
    expect((await stored(bob)).size).toBe(3);
  });
});

describe("what may be done with the data of a connection", () => {
  it("is only what means something for it", async () => {
    const user = await testUser();
    for (const provider of ["google", "wakatime", "hevy"] as const) {
      await as(user, (tx) => connect(tx, { provider, scopes: [], externalId: newId(), externalName: "Ada" }));
    }
    const call = api(await makeKey(user));
    const patch = (provider: string, body: object) => call("PATCH", `/connections/${provider}`, body);
    for (const [provider, body] of [
      ["google", { policy: "keep_days", days: 7 }],
      ["google", { policy: "not_in_insights" }],
    ] as const) {
      const refused = await patch(provider, body);
      expect([refused.status, (refused.body["errors"] as { path: string }[])[0]?.path]).toEqual([422, "policy"]);
    }
    expect((await patch("google", { policy: "keep" })).status).toBe(200);
    expect((await patch("wakatime", { policy: "keep_days", days: 7 })).status).toBe(200);
    expect((await patch("hevy", { policy: "keep_days", days: 7 })).body).toMatchObject({ policy: "keep_days", days: 7 });
  });
});
