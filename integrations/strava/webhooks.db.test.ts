import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { stravaSite } from "./strava-site.fixture";
import { answerHandshake, ensureSubscription, parseStravaEvent } from "./webhooks";

let site: Awaited<ReturnType<typeof stravaSite>>;
let server: Server;
let deaf = false;
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const answer = deaf || pathname !== "/api/webhooks/strava" ? null : answerHandshake(searchParams);
    response.writeHead(answer ? 200 : 403, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  vi.stubEnv("APP_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("STRAVA_WEBHOOK_VERIFY_TOKEN", "a word for Strava");
  site = await stravaSite();
});
afterAll(async () => {
  server.close();
  await site.close();
});

const noted = async () => (await site.query<{ id: string }>("select door.provider_subscription('strava') as id"))[0]?.id;

describe("the subscription", () => {
  it("is made once, noted, and made anew where it leads elsewhere", async () => {
    expect(await ensureSubscription()).toEqual({ state: "ready", reason: null });
    const first = site.strava.state.subscription;
    expect(await noted()).toBe(String(first?.id));
    expect(await ensureSubscription()).toEqual({ state: "ready", reason: null });
    expect(site.strava.state.subscription).toBe(first);
    if (first) first.callbackUrl = "https://elsewhere.example/api/webhooks/strava";
    expect(await ensureSubscription()).toEqual({ state: "ready", reason: null });
    expect(site.strava.state.subscription?.callbackUrl).toContain("127.0.0.1");
    expect(await noted()).toBe(String(site.strava.state.subscription?.id));
  });

  it("that Strava refuses is told with Strava's reason", async () => {
    site.strava.state.subscription = undefined;
    deaf = true;
    const { state, reason } = await ensureSubscription();
    deaf = false;
    expect(state).toBe("refused");
    expect(reason).toContain("GET to callback URL does not return 200");
    site.strava.control.fault({ fault: "html", path: "/push_subscriptions" });
    expect(await ensureSubscription()).toMatchObject({ state: "refused" });
    site.strava.control.clearFaults();
  });
});

describe("an event", () => {
  const event = {
    object_type: "activity",
    object_id: 12,
    owner_id: 7,
    aspect_type: "update",
    event_time: 1_700_000_000,
    subscription_id: 3,
  };

  it("is read as a hint about one thing", () => {
    expect(parseStravaEvent({ ...event, updates: { title: "New" }, more: 1 })).toEqual({
      ownerId: "7",
      item: "12",
      payload: { aspect: "update", time: 1_700_000_000, updates: { title: "New" } },
      subscriptionId: "3",
    });
    expect(parseStravaEvent({ ...event, object_type: "athlete", updates: { authorized: "false" } })).toMatchObject({
      item: "athlete",
    });
  });

  it("of another shape is read as far as it goes, or is none", () => {
    expect(parseStravaEvent({ ...event, updates: null, event_time: "soon", subscription_id: {} })).toMatchObject({
      payload: { time: null, updates: {} },
      subscriptionId: null,
    });
    const long = parseStravaEvent({ ...event, updates: { title: "x".repeat(5000) } });
    expect(long?.payload.updates).toEqual({});
    for (const none of [
      null,
      "x",
      [],
      {},
      { ...event, object_id: -1 },
      { ...event, owner_id: "me" },
      { ...event, object_type: "club" },
    ]) {
      expect(parseStravaEvent(none)).toBeNull();
    }
  });
});
