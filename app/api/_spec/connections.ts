import { z } from "zod";
import { CONNECTION_STATES, KEEP_POLICIES, PROVIDERS } from "@/domain/connections";
import { instant, type Spec } from "./spec";

const connectionSchema = z
  .object({
    provider: z.enum(PROVIDERS),
    state: z.enum(CONNECTION_STATES),
    reason: z.string().nullable().describe("What is wrong and what to do about it; null while all is well."),
    scopes: z.array(z.string()).describe("What was granted, in the provider's own words."),
    lastSyncedAt: instant.nullable(),
    nextSyncAt: instant.nullable(),
    resumesAt: instant.nullable().describe("The provider's limits allow nothing before."),
    policy: z.enum(KEEP_POLICIES),
    days: z.int().nullable(),
  })
  .meta({ id: "Connection" });

/** The provider in an address. */
export const providerParams = z.object({ provider: z.enum(PROVIDERS) });

const common = { resource: "connection" } as const;

export const listConnectionsSpec = {
  ...common,
  method: "GET",
  path: "/connections",
  name: "connections.list",
  summary: "Connected services and how they are doing.",
  scope: "read",
  response: z.object({ items: z.array(connectionSchema) }),
} satisfies Spec;

export const putConnectionSpec = {
  ...common,
  method: "PUT",
  path: "/connections/{provider}",
  name: "connections.put",
  summary: "Connects a service that is entered with an API key. 422 where it refuses the key, 424 where it does not answer.",
  scope: "write",
  params: providerParams,
  body: z.strictObject({
    apiKey: z.string().trim().min(1).max(400),
    serverAddress: z
      .url({ protocol: /^https?$/ })
      .max(400)
      .optional(),
  }),
  response: connectionSchema,
  refusals: [424],
} satisfies Spec;

export const patchConnectionSpec = {
  ...common,
  method: "PATCH",
  path: "/connections/{provider}",
  name: "connections.policy",
  summary: "Says what may be done with the data of a connection.",
  scope: "write",
  params: providerParams,
  body: z
    .strictObject({ policy: z.enum(KEEP_POLICIES), days: z.int().min(1).max(3650).optional() })
    .refine((body) => (body.policy === "keep_days") === (body.days !== undefined), {
      path: ["days"],
      message: "Days go with the policy keep_days, and with no other.",
    }),
  response: connectionSchema,
  allow: ["policy", "days"],
} satisfies Spec;

export const deleteConnectionSpec = {
  ...common,
  method: "DELETE",
  path: "/connections/{provider}",
  name: "connections.end",
  summary: "Ends a connection and revokes its access. What it brought stays, unless it is to be deleted, which cannot be undone.",
  scope: "write",
  params: providerParams,
  query: z.strictObject({ data: z.enum(["keep", "delete"]).optional() }),
  status: 204,
} satisfies Spec;

export const syncSpec = {
  ...common,
  method: "POST",
  path: "/sync/{provider}",
  name: "connections.sync",
  summary: "Brings a connection in step now. 409 while it is being done, 424 where the provider refuses.",
  scope: "write",
  params: providerParams,
  query: z.strictObject({ full_sync: z.enum(["true", "false"]).optional() }),
  body: z.strictObject({}),
  response: z.object({
    fetched: z.int(),
    inserted: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    deleted: z.int(),
    failed: z.int(),
    lastSyncedAt: instant.nullable(),
    resumesAt: instant.nullable().describe("The provider's limits are used up; the sync goes on by itself then."),
  }),
  refusals: [424],
} satisfies Spec;
