import { z } from "zod";
import type { Spec } from "./spec";

/** Calls that do not go through the doors: open to all, or guarded by a secret of the server's own. */
export type OpenCall = Pick<Spec, "method" | "path" | "summary" | "response"> & { type?: string; status?: number };

export const OPEN_CALLS: readonly OpenCall[] = [
  {
    method: "GET",
    path: "/health/live",
    summary: "Whether the server answers at all. Open to all.",
    response: z.object({ status: z.literal("live") }),
  },
  {
    method: "GET",
    path: "/health/ready",
    summary: "Whether the database answers and the schema is current; 503 with the reason when not. Open to all.",
    response: z.object({ status: z.enum(["ready", "not ready"]), reason: z.string().optional() }),
  },
  {
    method: "GET",
    path: "/metrics",
    summary: "Prometheus metrics: with METRICS_TOKEN as bearer where it is set, else for this machine alone.",
    type: "text/plain",
  },
  {
    method: "GET",
    path: "/openapi.json",
    summary: "This description. Open to all.",
    response: z.record(z.string(), z.unknown()),
  },
];
