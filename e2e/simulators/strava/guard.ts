import type { Answer } from "@/e2e/simulators/answer";
import { bearerOf, type Call } from "@/e2e/simulators/request";
import type { Handler } from "@/e2e/simulators/server";
import { badToken, inactive, limited, scopeMissing } from "./errors";
import { countRequest, rateHeaders } from "./rate-limits";
import { athleteOf, type StravaWorld } from "./state";
import { findPair } from "./tokens";
import type { Athlete } from "./types";

/** Who asks, and what that token may see. */
export type Asker = { athlete: Athlete; scope: string[]; seesPrivate: boolean };

type Guarded = (call: Call, asker: Asker) => Answer;

/**
 * What stands before every read: the token, the limits of the application, its state, and the scope.
 * @param needs any of these scopes opens it; the first one is named when none is there
 */
export function guard(world: StravaWorld, needs: string[], handler: Guarded): Handler {
  return (call) => {
    const pair = findPair(world, bearerOf(call));
    if (!pair) return badToken();
    const isOver = countRequest(world, call.method === "GET");
    const headers = rateHeaders(world);
    if (isOver) return limited(headers);
    // Streams were recorded without these headers, so a reader cannot count on them.
    const isBare = call.path.endsWith("/streams");
    const withRates = (answer: Answer): Answer => (isBare ? answer : { ...answer, headers: { ...answer.headers, ...headers } });
    if (world.state.settings.inactive) return withRates(inactive());
    if (needs.length > 0 && !needs.some((scope) => pair.scope.includes(scope))) return withRates(scopeMissing(needs[0] ?? ""));
    const seesPrivate = pair.scope.includes("activity:read_all");
    return withRates(handler(call, { athlete: athleteOf(world.state, pair.athleteId), scope: pair.scope, seesPrivate }));
  };
}
