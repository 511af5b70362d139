import { z } from "zod";
import { isPlausibleYear } from "@/integrations/files/iso-time";

/** What Strava answers, as far as it is used. Nearly every field is missing from somebody's activities (PROVIDERS 1.5). */

/** Ids are kept as text; those that a double cannot hold were damaged when the JSON was read, and are refused. */
const id = z.union([z.int().positive(), z.string().regex(/^\d{1,19}$/)]).transform(String);
const number = z.number().nullish();
const text = z.string().nullish();
const instant = z.iso.datetime({ offset: true });
const start = instant.refine((text) => isPlausibleYear(new Date(text).getUTCFullYear()), "is in a year that cannot be meant");

/** Ids of gear as they have always been, `g123` and `b123`; another names nothing that could be asked for. */
const gearId = z.string().regex(/^[A-Za-z0-9_-]{1,50}$/);

const fields = {
  id,
  name: z.string(),
  sport_type: text,
  /** Deprecated, and less exact; the only one that old recordings have. */
  type: text,
  start_date: start,
  elapsed_time: z.number().nonnegative(),
  moving_time: number,
  distance: number,
  total_elevation_gain: number,
  timezone: text,
  utc_offset: number,
  trainer: z.boolean().nullish(),
  manual: z.boolean().nullish(),
  start_latlng: z.array(z.unknown()).nullish(),
  map: z.object({ summary_polyline: text }).nullish(),
  gear_id: gearId.nullish().catch(null),
  average_heartrate: number,
  max_heartrate: number,
  average_cadence: number,
  average_watts: number,
  max_watts: number,
  weighted_average_watts: number,
  kilojoules: number,
  device_watts: z.boolean().nullish(),
  device_name: text,
};

const named = (activity: { sport_type?: string | null; type?: string | null }) => Boolean(activity.sport_type ?? activity.type);
const SPORTLESS = { path: ["sport_type"], error: "is missing" };

/** An activity as `GET /athlete/activities` lists it. */
export const summarySchema = z.object(fields).refine(named, SPORTLESS);
export type Summary = z.output<typeof summarySchema>;

const gearInside = z.object({ id: gearId, name: text, retired: z.boolean().nullish() });

const lapSchema = z.object({
  start_date: instant,
  elapsed_time: number,
  moving_time: number,
  distance: number,
  average_heartrate: number,
  average_watts: number,
});

/** An activity as `GET /activities/{id}` tells it. */
export const detailSchema = z
  .object({
    ...fields,
    description: text,
    calories: number,
    laps: z.array(lapSchema).nullish(),
    gear: gearInside.nullish().catch(null),
  })
  .refine(named, SPORTLESS);
export type Detail = z.output<typeof detailSchema>;

/** What lists are made of before each item is looked at by itself. */
export const pageSchema = z.array(z.unknown());
/** What an item that cannot be read is called; an id that a double cannot hold names nothing, but must not stop the others. */
export const onlyIdSchema = z.object({
  id: z.union([
    id,
    z
      .number()
      .positive()
      .transform((value) => value.toFixed(0)),
  ]),
});

const channel = z.object({ data: z.array(z.unknown()) });

/** Streams by their type: an object, or, as the document's example has it, an array whose items name their type. */
export const streamsSchema = z.union([
  z
    .array(z.object({ type: z.string(), data: z.array(z.unknown()) }))
    .transform((list): Record<string, { data: unknown[] }> => Object.fromEntries(list.map((one) => [one.type, one]))),
  z.record(z.string(), channel),
]);
export type Streams = z.output<typeof streamsSchema>;

/** A shoe or bike as `GET /gear/{id}` tells it. */
export const gearSchema = gearInside.extend({ brand_name: text, model_name: text });
export type Gear = z.output<typeof gearSchema>;

/** The athlete; gear only with the scope profile:read_all, and commonly without what is retired. */
export const athleteSchema = z.object({
  id,
  firstname: text,
  lastname: text,
  username: text,
  shoes: z.array(gearSchema).nullish(),
  bikes: z.array(gearSchema).nullish(),
});
export type Athlete = z.output<typeof athleteSchema>;

/** What the token address answers; `athlete` only for a code. */
export const tokenSchema = z.object({
  token_type: text,
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_at: z.number(),
  athlete: athleteSchema.nullish(),
});

/** Errors are `{message, errors}` with `errors` of any shape. */
export const errorSchema = z.object({ message: text.catch(null), errors: z.unknown().optional() });
const errorItem = z.object({ resource: text.catch(null), field: text.catch(null), code: text.catch(null) });
export const errorListSchema = z.array(errorItem);
