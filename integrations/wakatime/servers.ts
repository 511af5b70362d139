import type { Connection } from "@/db/connections";
import { ProviderFailure } from "@/integrations/failures";
import { plainName } from "@/integrations/files/plain-text";
import { ask, type HttpAnswer, HttpFailure, type HttpRequest } from "@/integrations/http";
import type { Identity } from "@/integrations/oauth";
import { sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { meSchema } from "./schema";

/** Where servers that speak like WakaTime keep it, below what a person may call their address. */
const PLACES = ["", "/api/v1", "/api/compat/wakatime/v1", "/compat/wakatime/v1", "/api/hackatime/v1", "/v1", "/api"];

const REFUSED = "refuses the key. Copy it once more from the server's settings, where it is called “secret” or “API key”.";

/** What an address may end in when it is copied from an editor's settings. */
const ENDINGS = /(\/users(\/current)?)?(\/(heartbeats(\.bulk)?|heartbeat))?\/*$/;

/** Opens the door: a key is the user name of HTTP Basic, without the colon that would follow one. */
export function authorize(request: HttpRequest, secret: string, tokenType: string | null): HttpRequest {
  const value = tokenType === null ? `Basic ${Buffer.from(secret).toString("base64")}` : `Bearer ${secret}`;
  return { ...request, headers: { ...request.headers, authorization: value } };
}

/** A request to the server of a connection; addresses that people typed may not lead into private networks. */
export function requestTo(connection: Pick<Connection, "serverAddress">, path: string): HttpRequest {
  const { serverAddress } = connection;
  return serverAddress === null
    ? { url: `${env().WAKATIME_API_URL}${path}` }
    : { url: `${serverAddress}${path}`, untrusted: true };
}

/** Whose key it is at WakaTime, or at the server of an address, which is answered as it is to be kept. @throws ProviderFailure */
export async function identifyKey(apiKey: string, given: string | null): Promise<Identity & { serverAddress: string | null }> {
  // A header holds printable signs only, and an address that tells who asks is not one to keep.
  if (!/^[\x21-\x7e]{8,200}$/.test(apiKey))
    throw new ProviderFailure("needs_reconnect", "This is not a key: it has other signs.");
  if (given === null) return { ...(await identifyAtWakaTime(apiKey)), serverAddress: null };
  const address = addressOf(given);
  let refusal: ProviderFailure | null = null;
  const at = new URL(address).host;
  let partly: { base: string; identity: Identity } | null = null;
  for (const base of PLACES.map((place) => address + place)) {
    const asked = await askServer(base, "/users/current", apiKey);
    if (asked.status === 401 || asked.status === 403) refusal ??= new ProviderFailure("needs_reconnect", `The server ${REFUSED}`);
    if (asked.status >= 300 && asked.status < 400) refusal ??= sentOn(asked);
    const told = identityOf(asked) ?? (asked.status === 404 ? await byStatusBar(base, apiKey) : null);
    if (!told) continue;
    // Anybody can run a server, and what it calls its people says nothing of WakaTime's.
    const identity = { externalId: `${told.externalId} at ${at}`, externalName: `${told.externalName ?? "You"} at ${at}` };
    // Some answer who it is at more places than they tell days at.
    const { status } = await askServer(base, "/users/current/summaries?start=2026-01-01&end=2026-01-01", apiKey);
    if (status !== 404 && status !== 405) return { ...identity, serverAddress: base };
    partly ??= { base, identity };
  }
  if (partly) return { ...partly.identity, serverAddress: partly.base };
  throw (
    refusal ??
    new ProviderFailure("refused", "Nothing at this address answers as WakaTime does. Enter what your editors have as api_url.")
  );
}

function addressOf(given: string): string {
  const url = new URL(given);
  if (url.username || url.password) throw new ProviderFailure("refused", "The address must not hold a name or a password.");
  return `${url.origin}${url.pathname.replace(/\/+$/, "").replace(ENDINGS, "")}`;
}

async function askServer(base: string, path: string, apiKey: string): Promise<HttpAnswer> {
  try {
    return await ask(authorize({ url: base + path, untrusted: true, timeoutMs: 8_000 }, apiKey, null));
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    throw new ProviderFailure("refused", `The server could not be reached: ${error.message}.`);
  }
}

function identityOf({ status, text }: HttpAnswer): Identity | null {
  if (status !== 200) return null;
  try {
    const { data } = meSchema.parse(JSON.parse(text));
    return { externalId: data.id, externalName: plainName(data.display_name) ?? plainName(data.username) };
  } catch {
    return null;
  }
}

/** Servers that only serve editors do not say who it is; whoever has the same key is the same person. */
async function byStatusBar(base: string, apiKey: string): Promise<Identity | null> {
  const { status, text } = await askServer(base, "/users/current/statusbar/today", apiKey);
  if (status !== 200 || !text.trimStart().startsWith("{")) return null;
  return { externalId: `key ${sha256(apiKey).toString("hex").slice(0, 16)}`, externalName: null };
}

function sentOn({ headers }: HttpAnswer): ProviderFailure {
  const to = URL.parse(headers.get("location") ?? "");
  const where = to ? ` to ${to.origin}` : "";
  return new ProviderFailure("refused", `The server sends whoever asks on${where}. Enter the address that it leads to.`);
}

async function identifyAtWakaTime(apiKey: string): Promise<Identity> {
  let answer: HttpAnswer;
  try {
    answer = await ask(authorize({ url: `${env().WAKATIME_API_URL}/users/current` }, apiKey, null));
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    throw new ProviderFailure("transient", `WakaTime could not be reached: ${error.message}. Try again in a moment.`);
  }
  if (answer.status === 401 || answer.status === 403) throw new ProviderFailure("needs_reconnect", `WakaTime ${REFUSED}`);
  const identity = identityOf(answer);
  if (identity) return identity;
  throw new ProviderFailure(
    "transient",
    `WakaTime has trouble of its own at the moment (status ${answer.status}). Try again later.`,
  );
}
