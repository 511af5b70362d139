import { json, rawJson } from "@/e2e/simulators/answer";
import type { Route } from "@/e2e/simulators/server";
import { detailedAthlete, detailedGear, summaryAthlete } from "./athlete-json";
import { accept, authorize } from "./consent";
import { detailText, lapsOf } from "./detail";
import { notFound } from "./errors";
import { type Asker, guard } from "./guard";
import { listActivities } from "./list";
import type { StravaWorld } from "./state";
import { streams } from "./streams";
import { deauthorize, revoke, token } from "./tokens";
import type { Activity } from "./types";
import { listSubscriptions, subscribe, unsubscribe } from "./webhooks";

const API = "/api/v3";
const READ = ["activity:read", "activity:read_all"];

/** All addresses the simulator answers at. */
export function stravaRoutes(world: StravaWorld): Route[] {
  return [
    ["GET", "/oauth/authorize", (call) => authorize(world, call)],
    ["GET", "/oauth/mobile/authorize", (call) => authorize(world, call)],
    ["POST", "/oauth/accept_application", (call) => accept(world, call)],
    ["POST", "/oauth/token", (call) => token(world, call)],
    ["POST", `${API}/oauth/token`, (call) => token(world, call)],
    ["POST", "/oauth/revoke", (call) => revoke(world, call)],
    ["POST", "/oauth/deauthorize", (call) => deauthorize(world, call)],
    [
      "GET",
      `${API}/athlete`,
      guard(world, [], (_, { athlete, scope }) =>
        json(200, scope.includes("profile:read_all") ? detailedAthlete(athlete) : summaryAthlete(athlete)),
      ),
    ],
    ["GET", `${API}/athlete/activities`, guard(world, READ, (call, asker) => listActivities(world, call, asker))],
    [
      "GET",
      `${API}/activities/:id`,
      guard(world, READ, (call, asker) => {
        const activity = find(asker, call.params["id"]);
        return activity ? rawJson(detailText(activity, asker.athlete)) : notFound("Activity");
      }),
    ],
    [
      "GET",
      `${API}/activities/:id/laps`,
      guard(world, READ, (call, asker) => {
        const activity = find(asker, call.params["id"]);
        return activity ? json(200, lapsOf(activity.summary)) : notFound("Activity");
      }),
    ],
    [
      "GET",
      `${API}/activities/:id/streams`,
      guard(world, READ, (call, asker) => {
        const activity = find(asker, call.params["id"]);
        return activity ? streams(call, activity.summary) : notFound("Activity");
      }),
    ],
    [
      "GET",
      `${API}/gear/:id`,
      guard(world, [], (call, { athlete }) => {
        const gear = athlete.gear.get(call.params["id"] ?? "");
        return gear ? json(200, detailedGear(gear)) : notFound("Gear");
      }),
    ],
    ["POST", `${API}/push_subscriptions`, (call) => subscribe(world, call)],
    ["GET", `${API}/push_subscriptions`, (call) => listSubscriptions(world, call)],
    ["DELETE", `${API}/push_subscriptions/:id`, (call) => unsubscribe(world, call)],
  ];
}

/** The athlete's own activity, if the token may see it. */
function find({ athlete, seesPrivate }: Asker, id: string | undefined): Activity | undefined {
  const activity = athlete.activities.get(Number(id));
  return activity && (seesPrivate || !activity.summary.private) ? activity : undefined;
}
