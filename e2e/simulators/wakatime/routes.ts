import { type Answer, json, redirect } from "@/e2e/simulators/answer";
import { basicOf, bearerOf, type Call } from "@/e2e/simulators/request";
import type { Handler, Route } from "@/e2e/simulators/server";
import { authorize, consent, revoke, token } from "./oauth";
import type { WakaTimeWorld } from "./state";
import type { Person } from "./types";

const API = "/api/v1";
/** An API key may do everything. */
const ALL = ["email", "read_stats", "read_summaries", "read_goals", "read_heartbeats", "write_heartbeats"];

/** Who asks, and what they may see. */
type Asker = { person: Person; scope: string[] };

/** All addresses the simulator answers at; further reads go here, each behind the guard with its scope. */
export function wakaTimeRoutes(world: WakaTimeWorld): Route[] {
  return [
    ["GET", "/oauth/authorize", (call) => authorize(world, call)],
    ["POST", "/oauth/consent", (call) => consent(world, call)],
    ["POST", "/oauth/token", (call) => token(world, call)],
    ["POST", "/oauth/revoke", (call) => revoke(world, call)],
    ["GET", `${API}/users/current`, guard(world, undefined, (_, asker) => json(200, { data: currentUser(world, asker) }))],
  ];
}

/** What stands before every read: a token or key, the person's limit, and the scope or one that begins with it. */
function guard(world: WakaTimeWorld, needs: string | undefined, handler: (call: Call, asker: Asker) => Answer): Handler {
  return (call) => {
    const asker = findAsker(world, call);
    if (!asker) return json(401, { error: "Unauthorized" });
    if (isTooMany(world, asker.person)) return tooMany(world);
    if (needs && !asker.scope.some((scope) => scope === needs || scope.startsWith(`${needs}.`))) {
      return json(403, { error: `This resource requires scope ${needs}.` });
    }
    return handler(call, asker);
  };
}

export function tooMany({ state }: WakaTimeWorld): Answer {
  return state.settings.limitedBy === "302" ? redirect("https://wakatime.com/") : json(429, { error: "Too many requests" });
}

/** A bearer token, or the API key by Basic (with or without a colon) or in the query. */
function findAsker({ state, workings }: WakaTimeWorld, call: Call): Asker | undefined {
  const bearer = bearerOf(call);
  const pair = state.pairs.find(({ access, expiresAt }) => access === bearer && expiresAt > workings.clock.now());
  if (pair) return pair;
  const key = bearer ?? basicOf(call)?.name ?? call.query.get("api_key");
  const person = [...state.people.values()].find(({ apiKey }) => apiKey === key);
  return person && { person, scope: ALL };
}

function isTooMany({ state, workings }: WakaTimeWorld, { id }: Person): boolean {
  const now = workings.clock.now();
  const recent = (state.recent.get(id) ?? []).filter((at) => at > now - 300_000);
  recent.push(now);
  state.recent.set(id, recent);
  return recent.length > state.settings.perFiveMinutes;
}

function currentUser({ workings }: WakaTimeWorld, { person, scope }: Asker) {
  return {
    id: person.id,
    has_premium_features: false,
    display_name: person.displayName,
    full_name: person.displayName,
    email: scope.includes("email") ? person.email : null,
    photo: null,
    is_email_public: false,
    is_email_confirmed: true,
    timezone: person.timezone,
    last_heartbeat_at: new Date(workings.clock.now() - 3_600_000).toISOString().replace(/\.\d{3}Z$/, "Z"),
    last_plugin: "wakatime/1.90.0 (linux) vscode/1.95 vscode-wakatime/24.6.0",
    last_plugin_name: "vscode",
    last_project: "planner",
    plan: "basic",
    username: person.username,
    website: null,
    created_at: "2019-05-02T08:00:00Z",
    modified_at: "2026-01-01T00:00:00Z",
  };
}
