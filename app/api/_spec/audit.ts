import { z } from "zod";
import { auditFilterSchema, OUTCOMES } from "@/domain/audit";
import { formatField, instant, listOf, type Spec } from "./spec";

const text = z.string().nullable();

const entry = z
  .object({
    id: z.uuid(),
    userId: z.uuid().nullable(),
    at: instant,
    role: text,
    action: z.string(),
    resource: text,
    resourceId: text,
    outcome: z.enum(OUTCOMES),
    ip: text,
    userAgent: text,
    requestId: text,
    input: z.record(z.string(), z.unknown()).nullable(),
    status: z.int().nullable(),
    error: text,
    durationMs: z.number().nullable(),
  })
  .meta({ id: "AuditEntry" });

export const listAuditSpec = {
  method: "GET",
  path: "/audit",
  name: "audit.list",
  summary: "The audit log, newest first: your own rows; everybody's for the owner. Also as CSV.",
  scope: "read",
  query: auditFilterSchema.extend({ format: formatField }),
  response: listOf(entry),
} satisfies Spec;
