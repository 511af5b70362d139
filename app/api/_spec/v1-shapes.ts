import { z } from "zod";

/** Answers under /v1 as WakaTime's own clients decode them: a Go struct takes no text for a number and no fraction for a whole one. */

export const instantText = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
export const dateText = z.iso.date();
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
      "What files import, each with the time of the files that do: of the days of a `project` that is asked for, and of all where a week or less is; else empty.",
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
    id: z.uuid(),
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

const asSent = z.union([z.number(), z.string(), z.boolean()]).nullable();
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
      line_additions: asSent,
      line_deletions: asSent,
      project_root_count: asSent,
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
