import { type Answer, html, redirect } from "@/e2e/simulators/answer";
import { consentPage } from "@/e2e/simulators/page";
import { type Call, formOf } from "@/e2e/simulators/request";
import { badRequest } from "./errors";
import { athleteOf, newToken, type StravaWorld } from "./state";

const SCOPES: Record<string, string> = {
  read: "View data about your public profile (required)",
  read_all: "View data about your private segments and routes",
  "profile:read_all": "View your complete Strava profile",
  "profile:write": "Update your Strava profile",
  "activity:read": "View data about your activities",
  "activity:read_all": "View data about your private activities",
  "activity:write": "Upload your activities to Strava",
};

/** `GET /oauth/authorize`: the page, or, for an athlete who has agreed to all of it before, straight back with a code. */
export function authorize(world: StravaWorld, call: Call): Answer {
  const refused = refuseRequest(world, call.query);
  if (refused) return refused;
  const asked = scopesOf(call.query);
  const known = world.state.pairs.find((pair) => asked.every((scope) => pair.scope.includes(scope)));
  if (call.query.get("approval_prompt") !== "force" && known && world.state.athletes.size === 1) {
    return back(world, call.query, known.athleteId, asked);
  }
  return html(
    200,
    consentPage({
      title: "Authorize Almanac to connect to Strava",
      action: "/oauth/accept_application",
      hidden: Object.fromEntries(
        ["client_id", "redirect_uri", "response_type", "state"].map((n) => [n, call.query.get(n) ?? ""]),
      ),
      accounts: [...world.state.athletes.values()].map(({ id, firstname, lastname }) => ({
        value: String(id),
        label: `${firstname} ${lastname}`,
      })),
      scopes: asked.map((scope) => ({ value: scope, label: SCOPES[scope] ?? scope, fixed: scope === "read" })),
      buttons: [
        { value: "authorize", label: "Authorize" },
        { value: "cancel", label: "Cancel" },
      ],
    }),
  );
}

/** What the consent page posts: only the boxes that are ticked are granted. */
export function accept(world: StravaWorld, call: Call): Answer {
  const form = formOf(call);
  const refused = refuseRequest(world, form);
  if (refused) return refused;
  const state = form.get("state") || undefined;
  if (form.get("decision") !== "authorize") {
    return redirect(form.get("redirect_uri") ?? "", { state, error: "access_denied" });
  }
  const account = Number(form.get("account")) || undefined;
  return back(world, form, athleteOf(world.state, account).id, [...new Set(form.getAll("scope"))]);
}

function back({ state, workings }: StravaWorld, asked: URLSearchParams, athleteId: number, scope: string[]): Answer {
  const code = newToken();
  state.codes.set(code, { athleteId, scope, expiresAt: workings.clock.seconds() + 600 });
  return redirect(asked.get("redirect_uri") ?? "", { state: asked.get("state") ?? "", code, scope: scope.join(",") });
}

function refuseRequest({ state }: StravaWorld, asked: URLSearchParams): Answer | undefined {
  if (asked.get("client_id") !== state.settings.clientId) return badRequest("Application", "client_id", "invalid");
  if (!isCallback(asked.get("redirect_uri"), state.settings.callbackDomain)) {
    return badRequest("Application", "redirect_uri", "invalid");
  }
  if (asked.get("response_type") !== "code") return badRequest("Authorize", "response_type", "invalid");
  const scopes = scopesOf(asked);
  return scopes.length === 0 || scopes.some((scope) => !(scope in SCOPES))
    ? badRequest("Authorize", "scope", "invalid")
    : undefined;
}

/** A comma between them, never a space. */
function scopesOf(asked: URLSearchParams): string[] {
  return asked.getAll("scope").flatMap((value) => value.split(",").filter(Boolean));
}

function isCallback(uri: string | null, domain: string): boolean {
  try {
    const { hostname } = new URL(uri ?? "");
    return ["localhost", "127.0.0.1", domain].includes(hostname);
  } catch {
    return false;
  }
}
