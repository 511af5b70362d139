import { z } from "zod";
import { dayField, isStorableText, pageFields, queryFlag, queryWhole } from "./fields";
import { readQuery, type SearchParams } from "./query";
import { TASK_STATUSES, uuidField } from "./tasks";

/** What tasks can be sorted by; `position` is the person's own order. */
const TASK_SORTS = ["position", "dueDate", "priority", "title", "createdAt", "completedAt"] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

/** Which tasks, in which order, which page. `open` are those to do and being done; days are inclusive; `from` and `to` are due dates. */
export const taskFilterSchema = z.strictObject({
  status: z.enum([...TASK_STATUSES, "open"]).optional(),
  due: z.enum(["overdue", "today", "upcoming", "none"]).optional().describe("Against today in your time zone."),
  from: dayField.optional(),
  to: dayField.optional(),
  completedFrom: dayField.optional().describe("First day on which it was done, in your time zone."),
  completedTo: dayField.optional().describe("Last day on which it was done, in your time zone."),
  createdFrom: dayField.optional().describe("First day on which it was written down, in your time zone."),
  createdTo: dayField.optional().describe("Last day on which it was written down, in your time zone."),
  priority: queryWhole(0, 3).optional(),
  goal: z
    .union([z.literal("none"), uuidField])
    .optional()
    .describe("Id of a goal that it is linked to, or none."),
  repeats: queryFlag.optional(),
  q: z.string().trim().max(200).refine(isStorableText, "This text cannot be searched for.").optional(),
  sort: z.enum(TASK_SORTS).default("position"),
  order: z.enum(["asc", "desc"]).default("asc"),
  deleted: queryFlag.default(false),
  ...pageFields,
});
export type TaskFilter = z.output<typeof taskFilterSchema>;

/** The filter of a page's URL; what does not parse is left out. */
export function readTaskFilter(params: SearchParams): TaskFilter {
  return readQuery(taskFilterSchema, params);
}
