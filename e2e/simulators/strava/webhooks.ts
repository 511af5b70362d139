import { setTimeout as wait } from "node:timers/promises";
import { type Answer, empty, json } from "@/e2e/simulators/answer";
import { createRandom } from "@/e2e/simulators/random";
import { type Call, formOf } from "@/e2e/simulators/request";
import { badRequest, refuse } from "./errors";
import { newToken, type StravaState, type StravaWorld } from "./state";
import type { Subscription, WebhookEvent } from "./types";

/** Strava waits two seconds, and tries three times. */
/** Strava gives up after two seconds. The machine of a test may be ten times slower than either side ever is. */
const PATIENCE_MS = 20_000;
const TRIES = 3;
const FIRST_SUBSCRIPTION = 131_300;

/** How waiting events are delivered. */
export type Delivery = {
  /** Where to; the subscription's callback without it. */
  callbackUrl?: string;
  /** Every event comes so many times. */
  copies?: number;
  /** In another order, the same for the same seed. */
  shuffleSeed?: number;
  delayMs?: number;
  /** How many at once. */
  concurrency?: number;
  tries?: number;
};

/** Something happened that subscribers hear of: sent at once, or kept for `deliver`. */
export function announce(
  world: StravaWorld,
  object_type: WebhookEvent["object_type"],
  object_id: number,
  aspect_type: WebhookEvent["aspect_type"],
  owner_id: number,
  updates: Record<string, string> = {},
): void {
  const { state, workings } = world;
  const subscription_id = state.subscription?.id ?? FIRST_SUBSCRIPTION;
  const event_time = workings.clock.seconds();
  const event: WebhookEvent = { object_type, object_id, aspect_type, updates, owner_id, subscription_id, event_time };
  if (state.settings.webhooks === "manual") state.events.push(event);
  else if (state.subscription) state.deliveries.push(deliverEvents([event], state.subscription.callbackUrl, {}));
}

/** Sends the waiting events. @returns what the last try of each was answered with; 0 for no answer */
export async function deliver(state: StravaState, delivery: Delivery): Promise<number[]> {
  const url = delivery.callbackUrl ?? state.subscription?.callbackUrl;
  if (!url) throw new Error("There is no subscription and no callbackUrl.");
  const events = state.events.splice(0);
  return await deliverEvents(events, url, delivery);
}

async function deliverEvents(events: WebhookEvent[], url: string, delivery: Delivery): Promise<number[]> {
  const { copies = 1, shuffleSeed, delayMs = 0, concurrency = 20, tries = TRIES } = delivery;
  const copied = events.flatMap((event) => Array.from({ length: copies }, () => event));
  const queue = shuffleSeed === undefined ? copied : createRandom(shuffleSeed).shuffle(copied);
  if (delayMs > 0) await wait(delayMs);
  const statuses: number[] = [];
  const take = async () => {
    for (let event = queue.shift(); event; event = queue.shift()) statuses.push(await send(event, url, tries));
  };
  await Promise.all(Array.from({ length: concurrency }, take));
  return statuses;
}

async function send(event: WebhookEvent, url: string, tries: number): Promise<number> {
  let status = 0;
  for (let tried = 0; tried < tries && status !== 200; tried += 1) {
    status = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
  }
  return status;
}

/** `POST /push_subscriptions`: the callback is asked for its challenge before this answers. */
export async function subscribe(world: StravaWorld, call: Call): Promise<Answer> {
  const { state, workings } = world;
  const form = formOf(call);
  if (!isClient(state, form)) return wrongClient();
  if (state.subscription) return badRequest("PushSubscription", "", "already exists");
  const callbackUrl = form.get("callback_url") ?? "";
  if (callbackUrl === "" || callbackUrl.length > 255) return badRequest("PushSubscription", "callback url", "not valid");
  const verifyToken = form.get("verify_token") ?? "";
  if (!(await shakesHands(callbackUrl, verifyToken))) {
    return badRequest("PushSubscription", "callback url", "GET to callback URL does not return 200");
  }
  const createdAt = new Date(workings.clock.now()).toISOString().replace(/\.\d+Z$/, "Z");
  state.subscription = { id: FIRST_SUBSCRIPTION + state.subscriptionCount, callbackUrl, verifyToken, createdAt };
  state.subscriptionCount += 1;
  return json(201, describe(state, state.subscription));
}

async function shakesHands(callbackUrl: string, verifyToken: string): Promise<boolean> {
  const challenge = newToken();
  try {
    const url = new URL(callbackUrl);
    url.searchParams.set("hub.mode", "subscribe");
    url.searchParams.set("hub.challenge", challenge);
    url.searchParams.set("hub.verify_token", verifyToken);
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: "manual" });
    const body: unknown = await response.json();
    return (
      response.status === 200 && typeof body === "object" && body !== null && Reflect.get(body, "hub.challenge") === challenge
    );
  } catch {
    return false;
  }
}

export function listSubscriptions({ state }: StravaWorld, call: Call): Answer {
  if (!isClient(state, call.query)) return wrongClient();
  return json(200, state.subscription ? [describe(state, state.subscription)] : []);
}

export function unsubscribe({ state }: StravaWorld, call: Call): Answer {
  const form = call.query.has("client_id") ? call.query : formOf(call);
  if (!isClient(state, form)) return wrongClient();
  if (String(state.subscription?.id) !== call.params["id"])
    return refuse(404, "Record Not Found", "PushSubscription", "id", "not found");
  state.subscription = undefined;
  return empty(204);
}

function describe(state: StravaState, subscription: Subscription) {
  return {
    id: subscription.id,
    resource_state: 2,
    application_id: Number(state.settings.clientId),
    callback_url: subscription.callbackUrl,
    created_at: subscription.createdAt,
    updated_at: subscription.createdAt,
  };
}

function isClient(state: StravaState, form: URLSearchParams): boolean {
  return form.get("client_id") === state.settings.clientId && form.get("client_secret") === state.settings.clientSecret;
}

function wrongClient(): Answer {
  return refuse(401, "Authorization Error", "Application", "", "invalid");
}
