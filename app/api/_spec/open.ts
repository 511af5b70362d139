import { z } from "zod";
import { PROVIDERS } from "@/domain/connections";
import type { Spec } from "./spec";

/** Calls that do not go through the doors: open to all, or guarded by a secret of the server's own. */
export type OpenCall = Pick<Spec, "method" | "path" | "summary" | "response" | "params" | "refusals"> & {
  type?: string;
  status?: number;
};

const badge = {
  method: "GET",
  params: z.object({ token: z.string().describe("The secret of the address.") }),
  refusals: [404, 422],
} as const;
const choice = "Query: `range` (last_7_days unless said), `project`, `label`. Whoever knows the secret address may see it.";

const badges: OpenCall[] = [
  {
    ...badge,
    path: "/badge/{token}.json",
    summary: `A person's coding time for shields.io's endpoint badge. ${choice}`,
    response: z.object({ schemaVersion: z.literal(1), label: z.string(), message: z.string(), color: z.string() }),
  },
  { ...badge, path: "/badge/{token}.svg", summary: `A person's coding time as a picture. ${choice}`, type: "image/svg+xml" },
];

const CRON_JOBS = [
  ...["jobs", "sync", "digests", "snapshots", "aggregates", "purge"],
  ...["refresh-weekly-summary", "create-partitions", "prune-partitions", "analyze"],
] as const;

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
    refusals: [401, 403],
  },
  {
    method: "GET",
    path: "/openapi.json",
    summary: "This description. Open to all.",
    response: z.record(z.string(), z.unknown()),
  },
  {
    method: "POST",
    path: "/unsubscribe/{token}",
    summary: "Ends the weekly letters of whoever the address was made for (RFC 8058). The address is in each letter.",
    type: "text/plain",
    params: z.object({ token: z.string() }),
    refusals: [404],
  },
  {
    method: "GET",
    path: "/connect/{provider}",
    summary: "For a signed-in browser: leads to the provider's consent page. With ?for=sign-in or ?for=link, to sign in with it.",
    params: z.object({ provider: z.enum(PROVIDERS) }),
    status: 303,
  },
  {
    method: "GET",
    path: "/connect/{provider}/callback",
    summary: "Where the provider leads the browser back to.",
    params: z.object({ provider: z.enum(PROVIDERS) }),
    status: 303,
  },
  {
    method: "GET",
    path: "/calendar/{token}.ics",
    summary: "A person's runs as a calendar (RFC 5545). Whoever knows the secret address may read it; 304 for If-None-Match.",
    params: z.object({ token: z.string().describe("The secret of the address.") }),
    type: "text/calendar",
    refusals: [404],
  },
  ...badges,
  {
    method: "GET",
    path: "/dumps/{token}.json",
    summary: "The file of a data dump, by the `download_url` that /v1/users/current/data_dumps tells; good for an hour.",
    params: z.object({ token: z.string().describe("Sealed by this server.") }),
    response: z.record(z.string(), z.unknown()),
    refusals: [404],
  },
  {
    method: "GET",
    path: "/webhooks/strava",
    summary: "Strava's handshake: echoes `hub.challenge` to whoever knows STRAVA_WEBHOOK_VERIFY_TOKEN.",
    response: z.object({ "hub.challenge": z.string() }),
    refusals: [403],
  },
  {
    method: "POST",
    path: "/webhooks/strava",
    summary: "An event of Strava's. Unsigned, so it is only a hint: what it tells of is asked for.",
    response: z.object({}),
    refusals: [400, 413, 415, 422],
  },
  ...(["GET", "POST"] as const).map((method) => ({
    method,
    path: "/cron/{job}",
    summary:
      "Does the work of a schedule, for hosts without a worker. CRON_SECRET as bearer; safe to call twice at once. With ?once=1 not where a schedule has done it in its hour, day or month already.",
    params: z.object({ job: z.enum(CRON_JOBS) }),
    response: z.record(z.string(), z.unknown()).describe("A summary, or `{skipped: true}` while the same job runs elsewhere."),
    refusals: [401, 404],
  })),
];
