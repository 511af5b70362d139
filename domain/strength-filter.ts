import { z } from "zod";
import { dayField, idField, isStorableText, pageFields, queryFlag } from "./fields";
import { readQuery, type SearchParams } from "./query";

/** What strength sessions can be sorted by. */
const STRENGTH_SORTS = ["startAt", "duration", "volume", "sets", "title"] as const;
export type StrengthSort = (typeof STRENGTH_SORTS)[number];

/** Which strength sessions, in which order, which page. Days are inclusive and compared with a session's local date. */
export const strengthFilterSchema = z.strictObject({
  from: dayField.optional(),
  to: dayField.optional(),
  exercise: idField.optional().describe("Id of an exercise that was part of it."),
  q: z.string().trim().max(200).refine(isStorableText, "This text cannot be searched for.").optional(),
  sort: z.enum(STRENGTH_SORTS).default("startAt"),
  order: z.enum(["asc", "desc"]).default("desc"),
  deleted: queryFlag.default(false),
  ...pageFields,
});
export type StrengthFilter = z.output<typeof strengthFilterSchema>;

/** The filter of a page's URL; what does not parse is left out. */
export function readStrengthFilter(params: SearchParams): StrengthFilter {
  return readQuery(strengthFilterSchema, params);
}
