import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { listCodingDays } from "@/db/coding-reads";
import { testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { startWakaTime, type WakaTimeSimulator } from "@/e2e/simulators/wakatime/start";
import { aWakaTime, connected } from "@/integrations/wakatime/connected.fixture";

let official: WakaTimeSimulator;
let wakapi: WakaTimeSimulator;
beforeAll(async () => {
  official = await aWakaTime({ people: [{ days: 4 }] });
  wakapi = await startWakaTime({ server: "wakapi", people: [{ days: 6, seed: 2 }] });
});
afterAll(() => Promise.all([official.stop(), wakapi.stop()]));

const keyOf = (sim: WakaTimeSimulator) => [...sim.state.people.values()][0]?.apiKey ?? "";
const revoked = () => official.requests.count("/oauth/revoke") + wakapi.requests.count("/oauth/revoke");

describe("a server that speaks like WakaTime", () => {
  it.each(["", "/", "/api", "/api/compat/wakatime/v1/"])(
    "is connected by a key at its address%s, synced and left",
    async (ending) => {
      const user = await testUser();
      const call = api(await makeKey(user));
      const made = await call("PUT", "/connections/wakatime", { apiKey: keyOf(wakapi), serverAddress: wakapi.origin + ending });
      expect(made).toMatchObject({ status: 200, body: { provider: "wakatime", state: "ok" } });
      const synced = await call("POST", "/sync/wakatime", {});
      const { fetched, inserted, updated, unchanged, failed } = synced.body as Record<string, number>;
      expect([synced.status, failed]).toEqual([200, 0]);
      expect(fetched).toBe([inserted, updated, unchanged, failed].reduce<number>((sum, count) => sum + (count ?? 0), 0));
      const days = await as(user, (tx) => listCodingDays(tx, { from: null, to: "9999-12-31" }));
      expect(days.filter(({ totalUs }) => totalUs > 0)).toHaveLength(Object.keys(wakapi.control.days()).length);
      // The key is the person's own: nobody is told to end it.
      const before = revoked();
      expect((await call("DELETE", "/connections/wakatime")).status).toBe(204);
      expect(revoked()).toBe(before);
    },
  );

  it("needs no address where it is WakaTime itself", async () => {
    const call = api(await makeKey(await testUser()));
    const made = await call("PUT", "/connections/wakatime", { apiKey: keyOf(official) });
    expect(made).toMatchObject({ status: 200, body: { state: "ok" } });
    expect((await call("POST", "/sync/wakatime", {})).status).toBe(200);
  });

  it("is refused by the field that is wrong", async () => {
    const call = api(await makeKey(await testUser()));
    const cases = [
      [{ apiKey: "00000000-0000-4000-8000-000000000000", serverAddress: wakapi.origin }, "apiKey"],
      [{ apiKey: keyOf(wakapi), serverAddress: "http://127.0.0.1:1" }, "serverAddress"],
      [{ apiKey: keyOf(wakapi), serverAddress: `${wakapi.origin}/nowhere` }, "serverAddress"],
      [{ apiKey: keyOf(wakapi), serverAddress: "ftp://example.org" }, "serverAddress"],
      [{ apiKey: "", serverAddress: wakapi.origin }, "apiKey"],
    ] as const;
    for (const [body, path] of cases) {
      const { status, body: problem } = await call("PUT", "/connections/wakatime", body);
      expect([status, (problem["errors"] as { path: string }[])[0]?.path], JSON.stringify(body)).toEqual([422, path]);
    }
    expect((await call("GET", "/connections")).body["items"]).toEqual([]);
  });
});

it("a consent at WakaTime is given back when the connection ends", async () => {
  const { user } = await connected(official, { days: 1 });
  const call = api(await makeKey(user));
  const before = revoked();
  expect((await call("DELETE", "/connections/wakatime")).status).toBe(204);
  expect(revoked()).toBe(before + 1);
});
