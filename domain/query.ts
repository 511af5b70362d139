import type { z } from "zod";

/** What a page gets of its URL. */
export type SearchParams = Record<string, string | string[] | undefined>;

/**
 * Reads a page's filter from its URL by the schema that the API uses strictly: whatever does not parse is left out, of repeated names
 * the last one counts, so that an old or mistyped link still shows a page. Pages go by numbers: a cursor, which only a look at the
 * list could refuse, is the API's alone.
 */
export function readQuery<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  params: SearchParams,
): z.output<z.ZodObject<Shape>> {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    if (name === "next") continue;
    const given = params[name];
    const value = Array.isArray(given) ? given[given.length - 1] : given;
    if (value !== undefined && value !== "") kept[name] = value;
  }
  const first = schema.safeParse(kept);
  if (first.success) return first.data;
  for (const issue of first.error.issues) delete kept[String(issue.path[0])];
  return schema.parse(kept);
}
