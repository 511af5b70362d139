import { z } from "zod";
import { pageFields, queryFlag } from "@/domain/fields";
import { compareSchema, newSnapshotSchema, SNAPSHOT_KINDS, updateSnapshotSchema } from "@/domain/snapshots";
import { uuidParams } from "./history";
import { instant, listOf, type Spec } from "./spec";

const value = z.union([z.string(), z.number(), z.boolean()]).nullable();

const snapshotSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(SNAPSHOT_KINDS),
    takenAt: instant,
    data: z
      .object({
        numbers: z.record(z.string(), z.record(z.string(), z.number().nullable())),
        lists: z.record(z.string(), z.array(z.record(z.string(), value))),
      })
      .describe("Sums and named things by area."),
  })
  .meta({ id: "Snapshot" });

const filter = z.strictObject({ deleted: queryFlag.default(false), ...pageFields });

const common = { resource: "snapshot" } as const;
const change = { ...common, scope: "write", params: uuidParams, response: snapshotSchema } as const;

export const listSnapshotsSpec = {
  ...common,
  method: "GET",
  path: "/snapshots",
  name: "snapshots.list",
  summary: "Snapshots, newest first.",
  scope: "read",
  query: filter,
  response: listOf(snapshotSchema),
} satisfies Spec;

export const createSnapshotSpec = {
  ...common,
  method: "POST",
  path: "/snapshots",
  name: "snapshots.create",
  summary: "Takes a snapshot of the state as it is.",
  scope: "write",
  body: newSnapshotSchema,
  response: snapshotSchema,
  status: 201,
  allow: ["name"],
} satisfies Spec;

export const getSnapshotSpec = {
  ...common,
  method: "GET",
  path: "/snapshots/{id}",
  name: "snapshots.get",
  summary: "One snapshot.",
  scope: "read",
  params: uuidParams,
  response: snapshotSchema,
} satisfies Spec;

export const updateSnapshotSpec = {
  ...change,
  method: "PATCH",
  path: "/snapshots/{id}",
  name: "snapshots.update",
  summary: "Changes fields of a snapshot.",
  body: updateSnapshotSchema,
  allow: ["name"],
} satisfies Spec;

export const deleteSnapshotSpec = {
  ...common,
  method: "DELETE",
  path: "/snapshots/{id}",
  name: "snapshots.delete",
  summary: "Deletes a snapshot so that it can come back.",
  scope: "write",
  params: uuidParams,

  status: 204,
} satisfies Spec;

export const undeleteSnapshotSpec = {
  ...change,
  method: "POST",
  path: "/snapshots/{id}/undelete",
  name: "snapshots.undelete",
  summary: "Brings a deleted snapshot back.",
  body: z.strictObject({}),
} satisfies Spec;

const short = z.object({ id: z.uuid(), name: z.string(), takenAt: instant });

export const compareSnapshotsSpec = {
  ...common,
  method: "GET",
  path: "/snapshots/compare",
  name: "snapshots.compare",
  summary: "What differs between two snapshots.",
  scope: "read",
  query: compareSchema,
  refusals: [404],
  response: z.object({
    a: short,
    b: short,
    numbers: z.array(
      z.object({
        area: z.string(),
        name: z.string(),
        a: z.number().nullable(),
        b: z.number().nullable(),
        difference: z.number().nullable().describe("b minus a."),
      }),
    ),
    things: z.array(
      z.object({
        area: z.string(),
        id: z.string(),
        name: z.string(),
        kind: z.enum(["added", "removed", "changed"]),
        fields: z.array(z.object({ name: z.string(), a: value, b: value })),
      }),
    ),
  }),
} satisfies Spec;
