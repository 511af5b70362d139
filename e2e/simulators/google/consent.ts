import { type Answer, html, redirect } from "@/e2e/simulators/answer";
import { consentPage } from "@/e2e/simulators/page";
import { type Call, formOf } from "@/e2e/simulators/request";
import { EMAIL_SCOPE, PROFILE_SCOPE } from "./id-token";
import { accountOf, type GoogleWorld, secretText } from "./world";

const CALENDAR = "https://www.googleapis.com/auth/calendar";
const LABELS: Record<string, string> = {
  [CALENDAR]: "See, edit, share, and permanently delete all the calendars you can access using Google Calendar",
  [`${CALENDAR}.events`]: "View and edit events on all your calendars",
  [`${CALENDAR}.events.owned`]: "See, create, change, and delete events on Google calendars you own",
  [`${CALENDAR}.app.created`]: "Make secondary Google calendars, and see, create, change, and delete events on them",
  [`${CALENDAR}.calendarlist.readonly`]: "See the list of Google calendars you're subscribed to",
  [`${CALENDAR}.readonly`]: "See and download any calendar you can access using your Google Calendar",
};
/** What every sign-in asks for; these have no box. */
const IDENTITY = ["openid", EMAIL_SCOPE, PROFILE_SCOPE];
const KEPT = [
  "client_id",
  "redirect_uri",
  "response_type",
  "state",
  "nonce",
  "access_type",
  "prompt",
  "code_challenge",
  "code_challenge_method",
  "include_granted_scopes",
];

/** `GET /o/oauth2/v2/auth`: a button for each account and a box for each scope beyond the identity. */
export function authorize(world: GoogleWorld, call: Call): Answer {
  const { query } = call;
  const wrong = refuseRequest(world, query);
  if (wrong) return html(400, `<!DOCTYPE html><title>Error</title><h1>Access blocked</h1><p>Error 400: ${wrong}</p>`);
  if (query.get("prompt") === "none") {
    return redirect(query.get("redirect_uri") ?? "", { state: query.get("state") ?? undefined, error: "interaction_required" });
  }
  const buttons = [...world.state.accounts.values()].map(({ sub, name }) => ({
    value: `continue:${sub}`,
    label: `Continue as ${name}`,
  }));
  return html(
    200,
    consentPage({
      title: "Sign in with Google",
      action: "/signin/oauth/consent",
      hidden: Object.fromEntries(KEPT.flatMap((name) => (query.has(name) ? [[name, query.get(name) ?? ""]] : []))),
      scopes: scopesOf(query).map((scope) => ({ value: scope, label: LABELS[scope] ?? scope, fixed: IDENTITY.includes(scope) })),
      buttons: [...buttons, { value: "cancel", label: "Cancel" }],
    }),
  );
}

/** What the page posts. A refresh token is promised only for offline access, and then only for something newly agreed to. */
export function consent(world: GoogleWorld, call: Call): Answer {
  const form = formOf(call);
  const wrong = refuseRequest(world, form);
  if (wrong) return html(400, `<h1>Access blocked</h1><p>Error 400: ${wrong}</p>`);
  const redirectUri = form.get("redirect_uri") ?? "";
  const state = form.get("state") ?? undefined;
  const decision = form.get("decision") ?? "";
  if (!decision.startsWith("continue:")) return redirect(redirectUri, { state, error: "access_denied" });
  const account = accountOf(world.state, decision.slice("continue:".length));
  const ticked = [...new Set(form.getAll("scope").flatMap(splitScope))];
  const isNew = ticked.some((scope) => !account.scopes.has(scope));
  const isOffline = form.get("access_type") === "offline";
  const scope = form.get("include_granted_scopes") === "true" ? [...new Set([...account.scopes, ...ticked])] : ticked;
  const challenge = form.get("code_challenge");
  const code = secretText("4/0A", 40);
  world.state.codes.set(code, {
    account,
    redirectUri,
    scope,
    challenge: challenge === null ? undefined : { value: challenge, method: form.get("code_challenge_method") ?? "plain" },
    nonce: form.get("nonce") ?? undefined,
    givesRefresh: isOffline && (isNew || (form.get("prompt") ?? "").split(" ").includes("consent")),
    expiresAt: world.clock.seconds() + 600,
  });
  if (isOffline) for (const one of ticked) account.scopes.add(one);
  return redirect(redirectUri, { state, code, scope: scope.join(" "), authuser: "0", prompt: isNew ? "consent" : "none" });
}

function refuseRequest({ state }: GoogleWorld, asked: URLSearchParams): string | undefined {
  if (asked.get("client_id") !== state.settings.clientId) return "invalid_client";
  if (asked.get("response_type") !== "code") return "unsupported_response_type";
  const uri = asked.get("redirect_uri") ?? "";
  const { redirectUris } = state.settings;
  const isKnown = redirectUris.length > 0 ? redirectUris.includes(uri) : /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\//.test(uri);
  if (!isKnown) return "redirect_uri_mismatch";
  return scopesOf(asked).length === 0 && !asked.has("decision") ? "invalid_scope" : undefined;
}

/** `email` and `profile` come back under their long names. */
function scopesOf(asked: URLSearchParams): string[] {
  return asked.getAll("scope").flatMap(splitScope);
}

function splitScope(scope: string): string[] {
  const long: Record<string, string> = { email: EMAIL_SCOPE, profile: PROFILE_SCOPE };
  return scope.split(" ").flatMap((one) => (one === "" ? [] : [long[one] ?? one]));
}
