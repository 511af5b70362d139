import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type StravaOptions, type StravaSimulator, startStrava } from "./start";

const running: StravaSimulator[] = [];
const start = async (options: StravaOptions = {}) => {
  const strava = await startStrava(options);
  running.push(strava);
  return strava;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

const form = (url: string, fields: Record<string, string>) => fetch(url, { method: "POST", body: new URLSearchParams(fields) });
const client = { client_id: "12345", client_secret: "strava-secret" };

describe("webhooks", () => {
  const received: unknown[] = [];
  let echo = true;
  let refusals = 0;
  const listener = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (request.method === "GET") {
        const challenge = echo ? url.searchParams.get("hub.challenge") : "another";
        response.end(JSON.stringify({ "hub.challenge": challenge }));
      } else {
        received.push(JSON.parse(Buffer.concat(parts).toString()));
        response.statusCode = refusals > 0 ? 500 : 200;
        refusals -= 1;
        response.end();
      }
    });
  });
  let callback_url = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    callback_url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/hook`;
  });
  afterAll(() => new Promise((resolve) => listener.close(resolve)));

  it("shakes hands inside the POST, and refuses a wrong echo and a second subscription", async () => {
    const strava = await start();
    const subscribe = () => form(`${strava.apiUrl}/push_subscriptions`, { ...client, callback_url, verify_token: "v" });
    echo = false;
    expect(await (await subscribe()).json()).toMatchObject({ errors: [{ field: "callback url" }] });
    echo = true;
    const made = await subscribe();
    expect(made.status).toBe(201);
    const { id } = await made.json();
    expect(await (await subscribe()).json()).toMatchObject({ errors: [{ code: "already exists" }] });
    const query = new URLSearchParams(client);
    expect(await (await fetch(`${strava.apiUrl}/push_subscriptions?${query}`)).json()).toMatchObject([{ id, callback_url }]);
    const removed = await fetch(`${strava.apiUrl}/push_subscriptions/${id}?${query}`, { method: "DELETE" });
    expect([removed.status, await removed.text()]).toEqual([204, ""]);
  });

  it("delivers a storm twice and in another order", async () => {
    const strava = await start({ athletes: [{ activities: 30 }] });
    const events = strava.control.storm({ count: 100, seed: 2 });
    expect(events).toBeGreaterThan(80);
    const order = strava.state.events.map((event) => JSON.stringify(event));
    received.length = 0;
    const statuses = await strava.control.deliver({ callbackUrl: callback_url, copies: 2, shuffleSeed: 7 });
    expect(statuses).toEqual(Array.from({ length: 2 * events }, () => 200));
    const got = received.map((event) => JSON.stringify(event));
    expect([...got].sort()).toEqual([...order, ...order].sort());
    expect(got).not.toEqual([...order, ...order]);
  });

  it("sends by itself when told to, and tries three times", async () => {
    const strava = await start({ webhooks: "auto" });
    await form(`${strava.apiUrl}/push_subscriptions`, { ...client, callback_url, verify_token: "v" });
    received.length = 0;
    refusals = 2;
    const { id } = strava.control.addActivity({ private: false });
    await strava.control.settle();
    expect(received).toMatchObject(
      [1, 2, 3].map(() => ({ object_id: id, aspect_type: "create", subscription_id: strava.state.subscription?.id })),
    );
  });
});
