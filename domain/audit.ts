import { z } from "zod";
import { dayField, pageFields } from "./fields";
import { readQuery, type SearchParams } from "./query";

export const OUTCOMES = ["success", "refused", "failed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * Which rows of the audit log, newest first. Days are inclusive and the person's own; `action` is a name (`runs.edit`) or the
 * beginning of one up to a dot (`runs`); `user` is for the owner.
 */
export const auditFilterSchema = z.strictObject({
  from: dayField.optional(),
  to: dayField.optional(),
  action: z
    .string()
    .max(100)
    .regex(/^[\w.-]+$/, "Write an action as runs.edit.")
    .optional(),
  outcome: z.enum(OUTCOMES).optional(),
  user: z.uuid("Write a user's id.").toLowerCase().optional(),
  limit: pageFields.limit,
  next: pageFields.next,
  page: pageFields.page,
});
export type AuditFilter = z.output<typeof auditFilterSchema>;

/** The filter of a page's URL; what does not parse is left out. */
export function readAuditFilter(params: SearchParams): AuditFilter {
  return readQuery(auditFilterSchema, params);
}

/** One row of the audit log; `userId` is null where nobody was signed in. */
export type AuditEntry = {
  id: string;
  userId: string | null;
  at: Date;
  role: string | null;
  action: string;
  resource: string | null;
  resourceId: string | null;
  outcome: Outcome;
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
  input: Record<string, unknown> | null;
  status: number | null;
  error: string | null;
  durationMs: number | null;
};
