import { type Answer, json, text } from "@/e2e/simulators/answer";
import type { Call } from "@/e2e/simulators/request";
import type { Route } from "@/e2e/simulators/server";
import { TEMPLATES } from "./exercises";
import type { HevyAccount, HevyEvent, HevyState } from "./types";

/** All addresses the simulator answers at; every one of them wants the key. */
export function hevyRoutes(state: HevyState): Route[] {
  const keyed =
    (handler: (call: Call, account: HevyAccount) => Answer) =>
    (call: Call): Answer => {
      const account = state.accounts.get(String(call.headers["api-key"] ?? ""));
      // The only refusal that is not JSON.
      return account ? handler(call, account) : text(401, "InvalidApiKey");
    };
  return [
    ["GET", "/v1/user/info", keyed((_, { user }) => json(200, { data: user }))],
    ["GET", "/v1/workouts/count", keyed((_, { workouts }) => json(200, { workout_count: workouts.size }))],
    ["GET", "/v1/workouts/events", keyed(listEvents)],
    ["GET", "/v1/workouts", keyed(listWorkouts)],
    [
      "GET",
      "/v1/workouts/:id",
      keyed((call, { workouts }) => {
        const workout = workouts.get(call.params["id"] ?? "");
        return workout ? json(200, workout) : json(404, { error: "Workout not found" });
      }),
    ],
    ["GET", "/v1/exercise_templates", keyed((call) => paged(call, TEMPLATES, "exercise_templates", 100))],
    [
      "GET",
      "/v1/exercise_templates/:id",
      keyed((call) => {
        const template = TEMPLATES.find(({ id }) => id === call.params["id"]);
        return template ? json(200, template) : json(404, { error: "Exercise template not found" });
      }),
    ],
  ];
}

function listWorkouts(call: Call, { workouts }: HevyAccount): Answer {
  const newest = [...workouts.values()].sort((a, b) => Date.parse(b.start_time) - Date.parse(a.start_time));
  return paged(call, newest, "workouts", 10);
}

/** Newest first, `since` included. With nothing to tell, the list is called `workouts` instead of `events`. */
function listEvents(call: Call, account: HevyAccount): Answer {
  const since = Date.parse(call.query.get("since") ?? "1970-01-01T00:00:00Z");
  if (Number.isNaN(since)) return json(400, { error: "Invalid since date" });
  const found = [...account.events.values()].filter(({ at }) => at >= since).sort((a, b) => b.at - a.at);
  if (found.length === 0 && pageOf(call) === 1) return json(200, { page: 1, page_count: 1, workouts: [] });
  return paged(
    call,
    found.map((event) => told(event, account)),
    "events",
    10,
  );
}

function told(event: HevyEvent, { workouts }: HevyAccount) {
  if (event.type === "deleted") return { type: event.type, id: event.id, deleted_at: event.deleted_at };
  return { type: event.type, workout: workouts.get(event.workoutId) };
}

/** A page past the last is 404, which is how a reader learns of the end. */
function paged(call: Call, items: readonly unknown[], name: string, maximum: number): Answer {
  const size = Number(call.query.get("pageSize") ?? 5);
  const page = pageOf(call);
  if (!Number.isInteger(size) || size < 1) return json(400, { error: "pageSize must be greater than or equal to 1" });
  if (size > maximum) return json(400, { error: `pageSize must be less than or equal to ${maximum}` });
  if (!Number.isInteger(page) || page < 1) return json(400, { error: "page must be greater than or equal to 1" });
  const pages = Math.max(1, Math.ceil(items.length / size));
  if (page > pages) return json(404, { error: "Page not found" });
  return json(200, { page, page_count: pages, [name]: items.slice((page - 1) * size, page * size) });
}

function pageOf(call: Call): number {
  return Number(call.query.get("page") ?? 1);
}
