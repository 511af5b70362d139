import { type Answer, rawJson } from "@/e2e/simulators/answer";
import type { Call } from "@/e2e/simulators/request";
import { badRequest } from "./errors";
import type { Asker } from "./guard";
import type { StravaWorld } from "./state";
import type { Activity, Athlete, Summary } from "./types";

const MAX_PER_PAGE = 200;
/** So many items a page is short of when it is told to be short. */
const SHORT_BY = 7;

const texts = new WeakMap<Summary, string>();
const sorted = new WeakMap<Map<number, Activity>, { size: number; version: number; list: Activity[] }>();
let version = 0;

/** Says that an activity came, went or changed, so that lists are sorted anew. */
export function touch(): void {
  version += 1;
}

/** `GET /athlete/activities`: newest first, or with `after` oldest first; no total and no link to a next page. */
export function listActivities({ state, workings }: StravaWorld, call: Call, asker: Asker): Answer {
  const perPage = numberOf(call, "per_page") ?? 30;
  const page = numberOf(call, "page") ?? 1;
  const [after, before] = [numberOf(call, "after"), numberOf(call, "before")];
  if (!Number.isInteger(perPage) || perPage < 1 || perPage > MAX_PER_PAGE)
    return badRequest("Application", "per page", "invalid");
  if (!Number.isInteger(page) || page < 1) return badRequest("Application", "page", "invalid");
  if (after !== undefined && !(after <= workings.clock.seconds())) return badRequest("Application", "after", "future");
  let items = newestFirst(asker.athlete).filter(({ summary }) => asker.seesPrivate || !summary.private);
  if (after !== undefined) items = items.filter(({ startMs }) => startMs > after * 1000);
  if (before !== undefined) items = items.filter(({ startMs }) => startMs < before * 1000);
  if (after !== undefined && state.settings.afterOrder === "oldest") items.reverse();
  const size = (number: number) => (state.settings.shortPages.includes(number) ? Math.max(1, perPage - SHORT_BY) : perPage);
  let from = 0;
  for (let number = 1; number < page; number += 1) from += size(number);
  return rawJson(
    `[${items
      .slice(from, from + size(page))
      .map(textOf)
      .join(",")}]`,
  );
}

/** JSON of an activity, made once: activities are replaced, never changed. */
function textOf({ summary }: Activity): string {
  let text = texts.get(summary);
  if (text === undefined) {
    text = JSON.stringify(summary);
    texts.set(summary, text);
  }
  return text;
}

function newestFirst({ activities }: Athlete): Activity[] {
  const known = sorted.get(activities);
  if (known && known.version === version && known.size === activities.size) return [...known.list];
  const list = [...activities.values()].sort((a, b) => b.startMs - a.startMs || b.summary.id - a.summary.id);
  sorted.set(activities, { size: activities.size, version, list });
  return [...list];
}

function numberOf(call: Call, name: string): number | undefined {
  const value = call.query.get(name);
  return value === null || value === "" ? undefined : Number(value);
}
