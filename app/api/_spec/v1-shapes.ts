import { z } from "zod";

/** Answers under /v1 as WakaTime's own clients decode them: a Go struct takes no text for a number and no fraction for a whole one. */

const instantText = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
const dateText = z.iso.date();
const seconds = z.number().min(0);
const clock = z.string().regex(/^\d+:\d{2}(:\d{2})?$/);
const decimal = z.string().regex(/^\d+\.\d{2}$/);

const grandTotal = z.object({
  decimal,
  digital: clock,
  hours: z.int(),
  minutes: z.int(),
  text: z.string(),
  total_seconds: seconds,
});

const item = grandTotal.extend({ name: z.string(), percent: z.number().min(0).max(100), seconds: z.int().max(59) });
const lists = {
  categories: z.array(item),
  projects: z.array(item),
  languages: z.array(item),
  editors: z.array(item),
  operating_systems: z.array(item),
  machines: z.array(item.extend({ machine_name_id: z.string().nullable() })),
  dependencies: z
    .array(item)
    .describe(
      "What the files of one project import, each with the time of the files that do, where a `project` is asked for in summaries of a year at most; else empty.",
    ),
};

const bounds = { start: instantText, end: instantText, timezone: z.string() };

const day = z
  .object({
    grand_total: grandTotal,
    ...lists,
    branches: z.array(item).optional().describe("With a project."),
    entities: z.array(item).optional().describe("With a project."),
    range: z.object({ date: dateText, text: z.string(), ...bounds }),
  })
  .meta({ id: "WakatimeDay" });

const average = { days_including_holidays: z.int(), days_minus_holidays: z.int(), holidays: z.int() };

export const summariesShape = z.object({
  data: z.array(day),
  start: instantText,
  end: instantText,
  cumulative_total: z.object({ seconds, text: z.string(), decimal, digital: clock }),
  daily_average: z.object({
    ...average,
    seconds: z.int(),
    seconds_including_other_language: z.int(),
    text: z.string(),
    text_including_other_language: z.string(),
  }),
});

export const statusBarShape = z.object({ cached_at: instantText, data: day, has_team_features: z.boolean() });

export const statsShape = z.object({
  data: z.object({
    ...lists,
    ...average,
    ...bounds,
    branches: z.array(item).optional(),
    total_seconds: seconds.describe("Without time in no known language."),
    total_seconds_including_other_language: seconds,
    human_readable_total: z.string(),
    daily_average: z.int(),
    human_readable_daily_average: z.string(),
    best_day: z.object({ date: dateText, text: z.string(), total_seconds: seconds }).nullable(),
    range: z.string(),
    human_readable_range: z.string(),
    timeout: z.number(),
    writes_only: z.boolean(),
    status: z.literal("ok"),
    is_up_to_date: z.literal(true),
    percent_calculated: z.literal(100),
    is_stuck: z.boolean(),
    is_already_updating: z.boolean(),
    user_id: z.string(),
    username: z.string(),
  }),
});

export const allTimeShape = z.object({
  data: z.object({
    decimal,
    digital: clock,
    text: z.string(),
    total_seconds: seconds,
    daily_average: z.int(),
    is_up_to_date: z.literal(true),
    percent_calculated: z.literal(100),
    timeout: z.number(),
    range: z.object({ ...bounds, start_date: dateText, start_text: z.string(), end_date: dateText, end_text: z.string() }),
  }),
});

export const heartbeatsShape = z.object({
  data: z.array(
    z.object({
      id: z.uuid(),
      entity: z.string(),
      type: z.string(),
      category: z.string(),
      time: z.number(),
      project: z.string().nullable(),
      branch: z.string().nullable(),
      language: z.string().nullable(),
      is_write: z.boolean(),
      lines: z.int().nullable(),
      lineno: z.int().nullable(),
      cursorpos: z.int().nullable(),
      dependencies: z.array(z.string()),
      machine_name_id: z.string().nullable(),
      user_agent_id: z.string().nullable(),
      user_id: z.string(),
      created_at: instantText,
    }),
  ),
  ...bounds,
});

const taken = z.tuple([z.object({ data: z.object({ id: z.string() }) }), z.literal(201)]);
const refusedOne = z.tuple([z.object({ error: z.string() }), z.literal(400)]);
export const takenShape = z.object({
  data: z.object({ id: z.string() }).optional().describe("Where one heartbeat was sent as an object."),
  responses: z.array(z.union([taken, refusedOne])).describe("One for each heartbeat, in the order they were sent in."),
});

export const durationsShape = z.object({
  data: z.array(z.looseObject({ project: z.string(), time: z.number(), duration: z.number() })),
  branches: z.array(z.string()),
  ...bounds,
});

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

const dump = z.object({
  id: z.uuid(),
  type: z.enum(["heartbeats", "daily"]),
  status: z.literal("Completed"),
  percent_complete: z.literal(100),
  download_url: z.url().describe("Good for an hour, without the key."),
  created_at: instantText,
  expires: instantText,
  is_processing: z.literal(false),
  is_stuck: z.literal(false),
  has_failed: z.literal(false),
});
export const dumpShape = z.object({ data: dump });
export const dumpsShape = paged(dump);

const goal = z.object({
  id: z.string(),
  title: z.string(),
  type: z.literal("coding"),
  delta: z.literal("day"),
  seconds: z.number(),
  status: z.enum(["pending", "success", "fail", "ignored"]),
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
