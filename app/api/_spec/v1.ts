import { z } from "zod";
import type { WakatimeSpec } from "@/app/_auth/wakatime-door";
import { localDate } from "@/domain/time-zones";
import * as list from "./v1-lists";
import { boundField, counted, dayField, filter, paging } from "./v1-parameters";
import * as shape from "./v1-shapes";

/** The calls of WakaTime's clients. `current` may be the person's own id or name. */

const heartbeat = z
  .unknown()
  .describe("A heartbeat, an array of them, also arrays in arrays or a JSON text of JSON; as application/json or text/plain.");

const spec = <S extends WakatimeSpec>(one: S): S => one;
const read = { method: "GET", scope: "read" } as const;
const own = "/v1/users/current";

const take = { method: "POST", scope: "heartbeats", body: heartbeat, response: shape.takenShape, status: 201 } as const;
export const takeSpec = spec({
  ...take,
  path: `${own}/heartbeats`,
  name: "heartbeats.take",
  summary: "Takes heartbeats of any age. 201, and for each of them 201 or 400; one that is known already gets 201 again.",
});
export const takeBulkSpec = spec({
  ...take,
  path: `${own}/heartbeats.bulk`,
  name: "heartbeats.take_bulk",
  summary: "The same; batches of any size up to 8 MB.",
});
export const heartbeatsSpec = spec({
  ...read,
  path: `${own}/heartbeats`,
  name: "heartbeats.list",
  summary: "The heartbeats of a day of the person's zone.",
  query: z.object({ date: dayField }),
  response: shape.heartbeatsShape,
});

/**
 * Whether somebody asks for today and nothing more, as the popup of browsers does; the status bar tells that too. It is today from the
 * first zone's midnight to the last one's, because a browser need not be in the zone of the profile.
 */
function asksForToday(asked: Readonly<Record<string, string>>, now: Date): boolean {
  const { api_key: _, start, end = start, range, ...more } = asked;
  if (Object.keys(more).length > 0) return false;
  if (range !== undefined) return range.toLowerCase() === "today" && start === undefined;
  if (start === undefined || start !== end) return false;
  return start === "today" || (start >= localDate(now, "Etc/GMT+12") && start <= localDate(now, "Etc/GMT-14"));
}

export const summariesSpec = spec({
  ...read,
  editors: asksForToday,
  path: `${own}/summaries`,
  name: "coding.summaries",
  summary:
    "Time of each day, from `start` to `end` (both inclusive) or of a `range` like `last_7_days`. A key that may only send heartbeats may ask for today.",
  query: counted.extend({ start: boundField.optional(), end: boundField.optional(), range: z.string().max(60).optional() }),
  response: shape.summariesShape,
});
export const statsSpec = spec({
  ...read,
  path: `${own}/stats/{id}`,
  name: "coding.stats",
  summary:
    "Totals of a range: today, last_7_days, last_30_days, last_6_months, last_year, all_time, a year, a month, and Wakapi's.",
  query: counted,
  response: shape.statsShape,
});
export const defaultStatsSpec = spec({
  ...statsSpec,
  path: `${own}/stats`,
  name: "coding.stats_default",
  summary: "Totals of the last seven days, or of `range`.",
  query: counted.extend({ range: z.string().max(60).optional() }),
});
export const allTimeSpec = spec({
  ...read,
  path: `${own}/all_time_since_today`,
  name: "coding.all_time",
  summary: "All time, also of one project.",
  query: z.object(filter).partial(),
  response: shape.allTimeShape,
});
const today = { ...read, editors: true, summary: "Today, as editors show it.", response: shape.statusBarShape } as const;
export const statusBarSpec = spec({ ...today, path: `${own}/statusbar/today`, name: "coding.statusbar" });
export const statusBarAliasSpec = spec({ ...today, path: `${own}/status_bar/today`, name: "coding.status_bar" });
/** As WakaTime's description of its own API has it, without the day. */
export const statusBarShortSpec = spec({ ...today, path: `${own}/status_bar`, name: "coding.status_bar_short" });
export const leadersSpec = spec({
  ...read,
  path: "/v1/leaders",
  name: "coding.leaders",
  summary: "Nobody: people of an Almanac are not ranked against each other.",
  response: list.leadersShape,
});
export const durationsSpec = spec({
  ...read,
  path: `${own}/durations`,
  name: "coding.durations",
  summary: "What was worked on when, on one day. Days that only other sources tell of have none.",
  query: counted.extend({
    date: dayField,
    slice_by: z
      .enum([
        "project",
        "entity",
        "language",
        "dependencies",
        "os",
        "operating_system",
        "editor",
        "category",
        "machine",
        "branch",
      ])
      .optional(),
  }),
  response: shape.durationsShape,
});
export const projectsSpec = spec({
  ...read,
  path: `${own}/projects`,
  name: "coding.projects",
  summary: "All projects, the latest first; `q` is a part of the name.",
  query: paging,
  response: list.projectsShape,
});
export const projectSpec = spec({
  ...read,
  path: `${own}/projects/{id}`,
  name: "coding.project",
  summary: "One project, by its name.",
  response: list.projectShape,
});
export const userSpec = spec({
  ...read,
  editors: true,
  path: own,
  name: "coding.user",
  summary: "Who the key is of.",
  response: list.userShape,
});
export const userAgentsSpec = spec({
  ...read,
  path: `${own}/user_agents`,
  name: "coding.user_agents",
  summary: "Editors that sent heartbeats.",
  query: paging,
  response: list.userAgentsShape,
});
export const machinesSpec = spec({
  ...read,
  path: `${own}/machine_names`,
  name: "coding.machines",
  summary: "Machines that heartbeats came from.",
  query: paging,
  response: list.machinesShape,
});
export const dumpsSpec = spec({
  ...read,
  path: `${own}/data_dumps`,
  name: "coding.dumps",
  summary: "The two dumps of all there is: every heartbeat, or totals of every day.",
  response: list.dumpsShape,
});
export const makeDumpSpec = spec({
  method: "POST",
  scope: "read",
  path: `${own}/data_dumps`,
  name: "coding.make_dump",
  summary: "Asks for a dump. It is made while it is downloaded, so it is complete at once and never old.",
  body: z.object({ type: z.enum(["heartbeats", "daily"]).optional(), email_when_finished: z.boolean().optional() }),
  response: list.dumpShape,
  status: 201,
});
export const dumpSpec = spec({
  ...read,
  path: `${own}/data_dumps/{id}`,
  name: "coding.dump",
  summary: "The file of a dump (`heartbeats.json`, `daily.json`), sent while it is made.",
  response: z.object({
    user: z.looseObject({ id: z.string() }),
    range: z.object({ start: z.number(), end: z.number() }),
    days: z.array(z.looseObject({ date: z.string() })),
  }),
});
export const goalsSpec = spec({
  ...read,
  path: `${own}/goals`,
  name: "coding.goals",
  summary: "The goals on coding time, with the last seven days.",
  response: list.goalsShape,
});
export const goalSpec = spec({
  ...read,
  path: `${own}/goals/{id}`,
  name: "coding.goal",
  summary: "One goal on coding time.",
  response: list.goalShape,
});
export const expertsSpec = spec({
  method: "POST",
  scope: "heartbeats",
  path: `${own}/file_experts`,
  name: "coding.file_experts",
  summary: "Who else knows a file: nobody, an Almanac is one person's.",
  body: z.unknown(),
  response: z.object({ data: z.array(z.never()) }),
});
export const pluginErrorsSpec = spec({
  method: "POST",
  scope: "heartbeats",
  path: "/v1/plugins/errors",
  name: "coding.plugin_errors",
  summary: "Crash reports of editors' plugins; noted in the server's log at its lowest level, kept nowhere.",
  body: z.unknown(),
  response: z.object({ data: z.object({}) }),
  status: 201,
});
