import { z } from "zod";
import { asSystem } from "@/db/client";
import { storable } from "@/db/facts-equality";
import { findSubscription, noteSubscription } from "@/db/provider-subscriptions";
import { readJson } from "@/integrations/asking";
import { ProviderFailure } from "@/integrations/failures";
import { ask, type HttpAnswer, HttpFailure, type HttpRequest } from "@/integrations/http";
import { newId, sameSecret } from "@/lib/crypto";
import { env } from "@/lib/env";
import { ATHLETE_HINT } from "./hints";
import { saidOf } from "./refusals";

/** What an event hints at: whose, which thing, and what it says. It is unsigned, so nothing of it is believed before it was asked for. */
export type StravaHint = {
  ownerId: string;
  item: string;
  payload: { aspect: string; time: number | null; updates: Record<string, unknown> };
  subscriptionId: string | null;
};

const id = z.union([z.int().positive(), z.string().regex(/^\d{1,19}$/)]).transform(String);
const eventSchema = z.object({
  object_type: z.enum(["activity", "athlete"]),
  object_id: id,
  owner_id: id,
  aspect_type: z.string().max(20),
  updates: z.record(z.string().regex(/^\w{1,40}$/), z.unknown()).catch({}),
  event_time: z.number().nullable().catch(null),
  subscription_id: id.nullable().catch(null),
});

const LONGEST_UPDATES = 2_000;

/** Reads an event; null for what is none. Events of one thing have one name, so that many of them are one hint. */
export function parseStravaEvent(body: unknown): StravaHint | null {
  const read = eventSchema.safeParse(body);
  if (!read.success) return null;
  const { object_type, object_id, owner_id, aspect_type, updates, event_time, subscription_id } = read.data;
  const small = isSmall(updates) ? updates : {};
  return {
    ownerId: owner_id,
    item: object_type === "athlete" ? ATHLETE_HINT : object_id,
    payload: storable({ aspect: aspect_type, time: event_time, updates: small }),
    subscriptionId: subscription_id,
  };
}

/** Whether updates can be kept: short, and not nested deeper than anything can write down. */
function isSmall(updates: Record<string, unknown>): boolean {
  try {
    return JSON.stringify(updates).length <= LONGEST_UPDATES;
  } catch {
    return false;
  }
}

/** The answer to Strava's handshake, null where it is not one of ours. */
export function answerHandshake(query: URLSearchParams): { "hub.challenge": string } | null {
  const { STRAVA_WEBHOOK_VERIFY_TOKEN: secret } = env();
  const challenge = query.get("hub.challenge");
  const token = query.get("hub.verify_token");
  if (!secret || !challenge || !token || query.get("hub.mode") !== "subscribe" || !sameSecret(token, secret)) return null;
  return { "hub.challenge": challenge };
}

/** Whether an event belongs to another subscription than ours. Before one is noted (it may have been made by hand) nobody can tell. */
export async function isOtherSubscription(subscriptionId: string | null): Promise<boolean> {
  const own = await asSystem(newId(), (tx) => findSubscription(tx, "strava"));
  return own !== null && subscriptionId !== own;
}

/** How it stands with the subscription; the reason is for the person who runs the server. */
export type Subscribed = { state: "ready" | "not_set_up" | "refused"; reason: string | null };

const listSchema = z.array(z.object({ id, callback_url: z.string() }));
const madeSchema = z.object({ id });

/**
 * Makes sure that Strava tells this server of changes. There is one subscription per application: one that leads elsewhere is replaced.
 * Strava calls back while it is being made, so the server must be reachable under its public address. Never throws.
 */
export async function ensureSubscription(): Promise<Subscribed> {
  const { STRAVA_CLIENT_ID, STRAVA_CLIENT_SECRET, STRAVA_WEBHOOK_VERIFY_TOKEN, APP_URL } = env();
  if (!STRAVA_CLIENT_ID || !STRAVA_CLIENT_SECRET) return notSetUp("Strava is not set up on this server.");
  if (!STRAVA_WEBHOOK_VERIFY_TOKEN) return notSetUp("Set STRAVA_WEBHOOK_VERIFY_TOKEN to hear of changes at once.");
  if (!isReachable(APP_URL)) return notSetUp("Strava tells of changes only to an https address. Set APP_URL to yours.");
  const client = { client_id: STRAVA_CLIENT_ID, client_secret: STRAVA_CLIENT_SECRET };
  const callback = `${APP_URL}/api/webhooks/strava`;
  try {
    const listed = await expectOk({ url: address(), query: client });
    const there = readJson(listed, listSchema, "strava");
    let own = there.find(({ callback_url }) => callback_url === callback)?.id;
    if (own === undefined) {
      for (const other of there) await expectOk({ method: "DELETE", url: `${address()}/${other.id}`, query: client });
      const form = { ...client, callback_url: callback, verify_token: STRAVA_WEBHOOK_VERIFY_TOKEN };
      own = readJson(await expectOk({ method: "POST", url: address(), form }), madeSchema, "strava").id;
    }
    const subscription = own;
    await asSystem(newId(), (tx) => noteSubscription(tx, "strava", subscription));
    return { state: "ready", reason: null };
  } catch (error) {
    if (error instanceof ProviderFailure || error instanceof HttpFailure) return { state: "refused", reason: error.message };
    throw error;
  }
}

const address = () => `${env().STRAVA_API_URL}/push_subscriptions`;

function notSetUp(reason: string): Subscribed {
  return { state: "not_set_up", reason };
}

function isReachable(appUrl: string): boolean {
  const { protocol, hostname } = new URL(appUrl);
  return protocol === "https:" || hostname === "localhost" || hostname === "127.0.0.1";
}

async function expectOk(request: HttpRequest): Promise<HttpAnswer> {
  const answer = await ask({ ...request, timeoutMs: 10_000 });
  if (answer.status >= 200 && answer.status < 300) return answer;
  const { errors, message } = saidOf(answer);
  const why = errors.map(({ field, code }) => `${field} ${code}`.trim()).join(", ") || message;
  throw new ProviderFailure(
    "refused",
    `Strava refused the subscription (status ${answer.status}): ${why || "it does not say why"}.`,
  );
}
