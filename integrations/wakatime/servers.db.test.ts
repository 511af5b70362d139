import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/db/connections";
import { testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { startWakaTime, type WakaTimeOptions, type WakaTimeSimulator } from "@/e2e/simulators/wakatime/start";
import { storeTokens } from "@/integrations/tokens";
import { aWakaTime, connection, daysOf, statsOf, sync } from "./connected.fixture";
import { identifyKey } from "./servers";

let official: WakaTimeSimulator;
beforeAll(async () => {
  official = await aWakaTime({ people: [{ days: 3 }] });
  return () => official.stop();
});

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: WakaTimeOptions): Promise<{ sim: WakaTimeSimulator; apiKey: string; person: string }> {
  const sim = await startWakaTime({ people: [{ days: 20, seed: 21 }], ...options });
  stops.push(() => sim.stop());
  const [person] = sim.state.people.values();
  return { sim, apiKey: person?.apiKey ?? "", person: person?.id ?? "" };
}

/** A server that answers what it is told to. */
async function plain(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Connected with a key as the page does it. */
async function keyed(apiKey: string, address: string | null) {
  const user = await testUser({ timeZone: "UTC" });
  const identity = await identifyKey(apiKey, address);
  await as(user, async (tx) => {
    await connect(tx, { provider: "wakatime", scopes: [], ...identity });
    await storeTokens(tx, "wakatime", { accessToken: apiKey, refreshToken: null, tokenType: null, expiresAt: null });
  });
  return { user, identity };
}

describe("the address of a server", () => {
  it.each([
    [
      "wakatime",
      ["", "/", "/api", "/api/v1", "/api/v1/", "/api/v1/users/current/heartbeats.bulk", "/api/v1/users/current"],
      "/api/v1",
    ],
    [
      "wakapi",
      ["", "/", "/api", "/api/", "/api/compat/wakatime/v1", "/api/heartbeat", "/api/users/current/heartbeats"],
      "/api/compat/wakatime/v1",
    ],
    ["hackatime", ["", "/api/hackatime/v1", "/api/hackatime/v1/"], "/api/hackatime/v1"],
  ] as const)("of a %s is found however it is written", async (server, endings, place) => {
    const { sim, apiKey } = await start({ server });
    for (const ending of endings) {
      expect((await identifyKey(apiKey, sim.origin + ending)).serverAddress, ending).toBe(sim.origin + place);
    }
  });

  it("may lead through a folder of somebody's", async () => {
    const { sim, apiKey } = await start({});
    const proxied = await plain(async (request, response) => {
      const path = (request.url ?? "").replace(/^\/tools\/waka/, "");
      if (path === request.url) return void response.writeHead(404).end();
      const answer = await fetch(sim.origin + path, { headers: { authorization: request.headers.authorization ?? "" } });
      response.writeHead(answer.status).end(await answer.text());
    });
    expect((await identifyKey(apiKey, `${proxied}/tools/waka/`)).serverAddress).toBe(`${proxied}/tools/waka/api/v1`);
  });

  it("is refused with the reason", async () => {
    const { sim, apiKey } = await start({});
    const wrong = (key: string, address: string | null) => identifyKey(key, address).catch((error: Error) => `${error}`);
    expect(await wrong("00000000-0000-4000-8000-000000000000", sim.origin)).toMatch(/needs|refuses the key/);
    expect(await wrong("a key with spaces", sim.origin)).toMatch(/not a key/);
    expect(await wrong("00000000-0000-4000-8000-000000000000", null)).toMatch(/WakaTime refuses the key/);
    expect(await wrong(apiKey, await plain((_, response) => response.end("<html>")))).toMatch(/Nothing at this address/);
    expect(await wrong(apiKey, await plain((_, response) => response.writeHead(404).end()))).toMatch(/Nothing at this address/);
    const elsewhere = await plain((_, response) => response.writeHead(301, { location: "https://waka.example.org/x" }).end());
    expect(await wrong(apiKey, elsewhere)).toMatch(/sends whoever asks on to https:\/\/waka\.example\.org\./);
    expect(await wrong(apiKey, "http://127.0.0.1:1")).toMatch(/could not be reached/);
    expect(await wrong(apiKey, "http://me:secret@127.0.0.1/")).toMatch(/name or a password/);
  });
});

describe("with a key", () => {
  it("WakaTime itself is read as with a consent", async () => {
    const [person] = official.state.people.values();
    official.control.clearRequests();
    const { user, identity } = await keyed(person?.apiKey ?? "", null);
    expect(identity).toMatchObject({ externalId: person?.id, serverAddress: null });
    expect((await sync({ user })).state).toBe("done");
    expect((await daysOf({ user })).size).toBe(Object.keys(official.control.days()).length);
    expect(official.requests.list("/users/current").every(({ status }) => status === 200)).toBe(true);
  });

  it("a Wakapi is read whole, although it puts the present instant where dates belong", async () => {
    const { sim, apiKey } = await start({ server: "wakapi" });
    const { user } = await keyed(apiKey, sim.origin);
    expect(await sync({ user })).toMatchObject({ state: "done" });
    expect([...(await daysOf({ user })).keys()]).toEqual(Object.keys(sim.control.days()).sort());
    expect((await statsOf({ user })).size).toBe(6);
    expect(await connection({ user })).toMatchObject({ serverAddress: `${sim.origin}/api/compat/wakatime/v1`, state: "ok" });
  });

  it("a server that only serves editors gives the day of its status bar, and lists of its week", async () => {
    const { sim, apiKey } = await start({ server: "hackatime" });
    const { user } = await keyed(apiKey, sim.origin);
    expect((await sync({ user })).state).toBe("done");
    expect([...(await daysOf({ user })).keys()]).toEqual(Object.keys(sim.control.days()).sort().slice(-1));
    const stats = await statsOf({ user });
    expect([...stats.keys()].sort()).toEqual(["languages", "last_7_days", "projects", "today"]);
    expect(stats.get("languages")?.data["range"]).toBe("last_7_days");
  });

  it("that ends, the person is asked for another", async () => {
    const { sim, apiKey, person } = await start({ server: "wakapi" });
    const { user } = await keyed(apiKey, sim.origin);
    const one = sim.state.people.get(person);
    if (one) one.apiKey = "another";
    expect((await sync({ user })).state).toBe("refused");
    expect(await connection({ user })).toMatchObject({ state: "needs_reconnect" });
  });

  it("nobody is taken for somebody of another server", async () => {
    const [person] = official.state.people.values();
    const { sim, apiKey } = await start({ people: [{ id: person?.id ?? "" }] });
    expect((await identifyKey(apiKey, sim.origin)).externalId).not.toBe(person?.id);
  });
});
