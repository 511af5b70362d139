import { z } from "zod";
import { dayField, idField, isStorableText, pageFields, queryFlag, queryNumber } from "./fields";
import { readQuery, type SearchParams } from "./query";
import { RUN_TYPES, SOURCES } from "./runs";

/** What runs can be sorted by; `pace` is seconds per metre, so that ascending is fastest first. */
export const RUN_SORTS = [
  "startAt",
  "distance",
  "duration",
  "pace",
  "averageHeartRate",
  "elevationGain",
  "name",
  "type",
  "shoe",
] as const;
export type RunSort = (typeof RUN_SORTS)[number];

/** The longest distance that can be stored, in metres. */
export const LONGEST_RUN_M = 9_999_999;

/**
 * Which runs, in which order, which page of them. Days are inclusive and compared with a run's local date; distances in metres;
 * `shoe` is a shoe's id or `none`; `q` searches name, notes and shoe.
 */
export const runFilterSchema = z.strictObject({
  from: dayField.optional(),
  to: dayField.optional(),
  type: z.enum(RUN_TYPES).optional(),
  source: z.enum(SOURCES).optional(),
  shoe: idField.optional(),
  q: z.string().trim().max(200).refine(isStorableText, "This text cannot be searched for.").optional(),
  minDistance: queryNumber(0, LONGEST_RUN_M).optional(),
  maxDistance: queryNumber(0, LONGEST_RUN_M).optional(),
  sort: z.enum(RUN_SORTS).default("startAt"),
  order: z.enum(["asc", "desc"]).default("desc"),
  deleted: queryFlag.default(false),
  ...pageFields,
});

export type RunFilter = z.output<typeof runFilterSchema>;

/** The filter of a page's URL; what does not parse is left out. */
export function readRunFilter(params: SearchParams): RunFilter {
  return readQuery(runFilterSchema, params);
}
