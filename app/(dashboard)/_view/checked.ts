import type { z } from "zod";
import { Failure } from "@/lib/errors";
import { issuesOf } from "../../_auth/action";

/** What a form says, checked by the schema that the API uses. @throws Failure "invalid" with words for each field */
export function checked<Schema extends z.ZodType>(schema: Schema, values: unknown): z.output<Schema> {
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw new Failure("invalid", "Some fields need another look.", { fields: issuesOf(parsed.error) });
  return parsed.data;
}
