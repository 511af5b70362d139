import { z } from "zod";
import { dateText, instantText } from "./v1-shapes";

/** Answers under /v1 that list things: projects, editors, machines, dumps, goals, and who asks. */

const paged = <Item extends z.ZodType>(items: Item) =>
  z.object({ data: z.array(items), page: z.int(), total: z.int(), total_pages: z.int().min(1) });

const project = z.object({
  id: z.uuid(),
  name: z.string(),
  urlencoded_name: z.string(),
  last_heartbeat_at: instantText.nullable(),
  human_readable_last_heartbeat_at: z.string().nullable(),
  first_heartbeat_at: instantText.nullable(),
  created_at: instantText,
  url: z.string(),
  color: z.null(),
  badge: z.null(),
  repository: z.null(),
  clients: z.array(z.never()),
  has_public_url: z.literal(false),
});
export const projectShape = z.object({ data: project });
export const projectsShape = paged(project);

export const userAgentsShape = paged(
  z.object({
    id: z.uuid(),
    value: z.string(),
    editor: z.string(),
    os: z.string(),
    version: z.string().nullable(),
    created_at: instantText,
    last_seen_at: instantText,
  }),
);

export const machinesShape = paged(
  z.object({
    id: z.uuid(),
    name: z.string(),
    value: z.string(),
    timezone: z.string().nullable(),
    ip: z.null(),
    created_at: instantText,
    last_seen_at: instantText,
  }),
);

export const userShape = z.object({
  data: z.looseObject({
    id: z.string(),
    username: z.string(),
    display_name: z.string(),
    full_name: z.string(),
    email: z.string().nullable(),
    timezone: z.string(),
    last_heartbeat_at: instantText.nullable(),
    last_project: z.string().nullable(),
    last_plugin_name: z.string().nullable(),
    created_at: instantText,
    modified_at: instantText,
  }),
});

/** No client may stumble over an address that is not there. */
export const leadersShape = z.object({
  current_user: z.null(),
  data: z.array(z.never()),
  page: z.literal(1),
  total_pages: z.literal(1),
  language: z.null(),
  range: z.object({
    name: z.string(),
    text: z.string(),
    start_date: dateText,
    start_text: z.string(),
    end_date: dateText,
    end_text: z.string(),
  }),
});

const dump = z.object({
  id: z.uuid(),
  type: z.enum(["heartbeats", "daily"]),
  status: z.literal("Completed"),
  percent_complete: z.literal(100),
  download_url: z.url().describe("Good for an hour without the key, and no longer than the key is."),
  created_at: instantText,
  expires: instantText,
  is_processing: z.literal(false),
  is_stuck: z.literal(false),
  has_failed: z.literal(false),
});
export const dumpShape = z.object({ data: dump });
export const dumpsShape = paged(dump);

const goalStatus = z.enum(["pending", "success", "fail", "ignored"]);
const nobody = z.array(z.never());
const goal = z.object({
  id: z.string(),
  title: z.string(),
  type: z.literal("coding"),
  delta: z.literal("day"),
  seconds: z.number(),
  status: goalStatus,
  cumulative_status: goalStatus,
  is_enabled: z.literal(true),
  is_inverse: z.literal(false),
  is_snoozed: z.literal(false),
  snooze_until: z.null(),
  languages: nobody,
  projects: nobody,
  editors: nobody,
  ignore_days: nobody,
  shared_with: nobody,
  subscribers: nobody,
  chart_data: z.array(
    z.object({
      actual_seconds: z.number(),
      actual_seconds_text: z.string(),
      goal_seconds: z.number().nullable(),
      goal_seconds_text: z.string().nullable(),
      range: z.object({ date: z.string(), start: instantText, end: instantText, text: z.string(), timezone: z.string() }),
    }),
  ),
});
export const goalShape = z.object({ data: goal });
export const goalsShape = z.object({ data: z.array(goal), total: z.int(), total_pages: z.literal(1) });
