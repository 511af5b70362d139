import { type Answer, json, redirect } from "@/e2e/simulators/answer";
import { basicOf, bearerOf, type Call } from "@/e2e/simulators/request";
import type { Handler, Route } from "@/e2e/simulators/server";
import { createDump, download, listDumps, listNames } from "./dumps";
import { takeBulk } from "./heartbeats";
import { authorize, consent, revoke, token } from "./oauth";
import { allTime, stats, statusBar, summaries } from "./reads";
import type { Asker, WakaTimeWorld } from "./state";
import type { Person, Server } from "./types";

/** Where each kind of server answers, and which reads it has. */
export const PLACES: Readonly<Record<Server, string>> = {
  wakatime: "/api/v1",
  wakapi: "/api/compat/wakatime/v1",
  hackatime: "/api/hackatime/v1",
};
/** An API key may do everything. */
const ALL = ["email", "read_stats", "read_summaries", "read_goals", "read_heartbeats", "write_heartbeats"];

/** All addresses the simulator answers at; further reads go here, each behind the guard with its scope. */
export function wakaTimeRoutes(world: WakaTimeWorld): Route[] {
  return [
    ["GET", "/oauth/authorize", (call) => authorize(world, call)],
    ["POST", "/oauth/consent", (call) => consent(world, call)],
    ["POST", "/oauth/token", (call) => token(world, call)],
    ["POST", "/oauth/revoke", (call) => revoke(world, call)],
    ["GET", "/dumps/:file", (call) => download(world, call)],
    ...(["wakatime", "wakapi", "hackatime"] as const).flatMap((server) => readsOf(world, server)),
    ["POST", "/api/users/current/heartbeats.bulk", only(world, ["wakapi"], guard(world, "write_heartbeats", takeBulk))],
  ];
}

/** The reads of one kind of server; the others answer 404 there. */
function readsOf(world: WakaTimeWorld, server: Server): Route[] {
  const at = `${PLACES[server]}/users/current`;
  const here = (needs: string | undefined, handler: (world: WakaTimeWorld, call: Call, asker: Asker) => Answer) =>
    only(
      world,
      [server],
      guard(world, needs, (call, asker) => handler(world, call, asker)),
    );
  const bar: Route = ["GET", `${at}/statusbar/today`, here("read_summaries", statusBar)];
  const range: Route = ["GET", `${at}/stats/:range`, here("read_stats", stats)];
  if (server === "hackatime") return [bar, range];
  const common: Route[] = [
    ["GET", at, here(undefined, (_, __, asker) => json(200, { data: currentUser(world, asker) }))],
    ["GET", `${at}/all_time_since_today`, here("read_stats", allTime)],
    ["GET", `${at}/summaries`, here("read_summaries", summaries)],
    range,
    bar,
  ];
  if (server === "wakapi") return common;
  return [
    ...common,
    ["GET", `${at}/status_bar/today`, here("read_summaries", statusBar)],
    ["GET", `${at}/user_agents`, here("read_heartbeats", (...all) => listNames(...all, "user_agents"))],
    ["GET", `${at}/machine_names`, here("read_heartbeats", (...all) => listNames(...all, "machine_names"))],
    ["GET", `${at}/data_dumps`, here("read_heartbeats", listDumps)],
    ["POST", `${at}/data_dumps`, here("read_heartbeats", createDump)],
    ["POST", `${at}/heartbeats.bulk`, here("write_heartbeats", (_, call) => takeBulk(call))],
  ];
}

/** Answers only while the simulator is one of these servers. */
function only({ state }: WakaTimeWorld, servers: readonly Server[], handler: Handler): Handler {
  return (call) => (servers.includes(state.settings.server) ? handler(call) : json(404, { error: "Not Found" }));
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
