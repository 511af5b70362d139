import { type Answer, html, json, redirect, text } from "@/e2e/simulators/answer";
import { consentPage } from "@/e2e/simulators/page";
import { type Call, formOf } from "@/e2e/simulators/request";
import { newToken, personOf, type WakaTimeWorld } from "./state";
import type { Pair, Person } from "./types";

/** Living tokens of one person and application; the oldest goes. And how many new ones an hour may bring. */
const MAX_LIVING = 8;
const MAX_PER_HOUR = 10;
/** Each may be narrowed with a dot, as in `read_stats.languages`. */
const SCOPES = ["email", "read_stats", "read_summaries", "read_goals", "read_heartbeats", "write_heartbeats"];

/** `GET /oauth/authorize`. Scopes are all or nothing here; there are no boxes to untick. */
export function authorize(world: WakaTimeWorld, call: Call): Answer {
  const wrong = refuseRequest(world, call.query);
  if (wrong) return json(400, { error: wrong });
  const kept = ["client_id", "redirect_uri", "response_type", "state", "scope"];
  return html(
    200,
    consentPage({
      title: "Authorize Almanac to use your WakaTime account",
      action: "/oauth/consent",
      hidden: Object.fromEntries(kept.map((name) => [name, call.query.get(name) ?? ""])),
      accounts: [...world.state.people.values()].map(({ id, displayName }) => ({ value: id, label: displayName })),
      scopes: [],
      buttons: [
        { value: "authorize", label: "Authorize" },
        { value: "cancel", label: "Cancel" },
      ],
    }),
  );
}

export function consent(world: WakaTimeWorld, call: Call): Answer {
  const { state, workings } = world;
  const form = formOf(call);
  const wrong = refuseRequest(world, form);
  if (wrong) return json(400, { error: wrong });
  const redirectUri = form.get("redirect_uri") ?? "";
  const back = { state: form.get("state") || undefined };
  if (form.get("decision") !== "authorize") return redirect(redirectUri, { ...back, error: "access_denied" });
  const code = newToken("");
  const person = personOf(state, form.get("account") ?? undefined);
  state.codes.set(code, { person, redirectUri, scope: scopesOf(form), expiresAt: workings.clock.now() + 600_000 });
  return redirect(redirectUri, { ...back, code });
}

/** `POST /oauth/token`: a form body comes back unless JSON is asked for. */
export function token(world: WakaTimeWorld, call: Call): Answer {
  const { state } = world;
  const form = formOf(call);
  const { clientId, clientSecret } = state.settings;
  if (form.get("client_id") !== clientId || form.get("client_secret") !== clientSecret)
    return json(401, { error: "invalid_client" });
  const grant = form.get("grant_type");
  if (grant !== "authorization_code" && grant !== "refresh_token") return json(400, { error: "unsupported_grant_type" });
  const pair = grant === "authorization_code" ? exchange(world, form) : refresh(world, form);
  if ("error" in pair) return json(pair.error === "Too many requests" ? 429 : 400, pair);
  return call.headers.accept?.includes("application/json")
    ? json(200, describe(world, pair, ","))
    : text(200, asForm(describe(world, pair, " ")), "application/x-www-form-urlencoded");
}

function exchange(world: WakaTimeWorld, form: URLSearchParams): Pair | { error: string } {
  const { state, workings } = world;
  const code = state.codes.get(form.get("code") ?? "");
  state.codes.delete(form.get("code") ?? "");
  if (!code || code.expiresAt <= workings.clock.now() || code.redirectUri !== form.get("redirect_uri"))
    return { error: "invalid_grant" };
  const pair = issue(world, code.person, code.scope);
  if (!("error" in pair)) state.issued.exchanged += 1;
  return pair;
}

/** A new pair; the old one is gone with its refresh token. */
function refresh(world: WakaTimeWorld, form: URLSearchParams): Pair | { error: string } {
  const { state } = world;
  const old = state.pairs.find((pair) => pair.refresh === form.get("refresh_token"));
  if (!old) return { error: "invalid_grant" };
  const pair = issue(world, old.person, old.scope);
  if ("error" in pair) return pair;
  state.pairs = state.pairs.filter((one) => one !== old);
  state.issued.refreshed += 1;
  return pair;
}

/** A new pair for this person, within the limits of an hour and of the pairs that live. */
export function issue({ state, workings }: WakaTimeWorld, person: Person, scope: string[]): Pair | { error: string } {
  const now = workings.clock.now();
  const mine = state.pairs.filter((pair) => pair.person === person);
  const times = (state.issuedAt.get(person.id) ?? []).filter((at) => at > now - 3_600_000);
  if (times.length >= MAX_PER_HOUR) return { error: "Too many requests" };
  state.issuedAt.set(person.id, [...times, now]);
  if (mine.length >= MAX_LIVING) state.pairs = state.pairs.filter((pair) => pair !== mine[0]);
  const expiresAt = now + state.settings.tokenLifetime * 1000;
  const pair: Pair = { person, scope, access: newToken("waka_tok_"), refresh: newToken("waka_ref_"), expiresAt };
  state.pairs.push(pair);
  return pair;
}

/** The expiry is a date in text, not a number. */
export function describe({ workings }: WakaTimeWorld, pair: Pair, separator: string) {
  return {
    access_token: pair.access,
    refresh_token: pair.refresh,
    uid: pair.person.id,
    token_type: "bearer",
    expires_at: new Date(pair.expiresAt).toISOString().replace(/\.\d{3}Z$/, "Z"),
    expires_in: Math.round((pair.expiresAt - workings.clock.now()) / 1000),
    scope: pair.scope.join(separator),
  };
}

function asForm(values: Record<string, string | number>): string {
  return new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString();
}

/** 200 also for a token that is dead already. */
export function revoke({ state }: WakaTimeWorld, call: Call): Answer {
  const form = formOf(call);
  if (form.get("client_id") !== state.settings.clientId || form.get("client_secret") !== state.settings.clientSecret) {
    return json(401, { error: "invalid_client" });
  }
  const given = form.get("token");
  state.pairs = state.pairs.filter(({ access, refresh }) => access !== given && refresh !== given);
  return json(200, {});
}

function refuseRequest({ state }: WakaTimeWorld, asked: URLSearchParams): string | undefined {
  const uri = asked.get("redirect_uri") ?? "";
  const { clientId, redirectUris } = state.settings;
  if (asked.get("client_id") !== clientId) return "invalid_client";
  const isKnown = redirectUris.length > 0 ? redirectUris.includes(uri) : /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\//.test(uri);
  if (!isKnown) return "invalid_redirect_uri";
  if (asked.get("response_type") !== "code") return "unsupported_response_type";
  return scopesOf(asked).some((scope) => !SCOPES.includes(scope.split(".")[0] ?? "")) ? "invalid_scope" : undefined;
}

/** A space or a comma between them. */
function scopesOf(asked: URLSearchParams): string[] {
  return (asked.get("scope") ?? "").split(/[ ,]+/).filter(Boolean);
}
