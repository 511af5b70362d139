import { z } from "zod";
import { newReflectionSchema, reflectionFilterSchema, updateReflectionSchema } from "@/domain/reflections";
import { deletingQuery, onlyVersion, restoring, uuidParams, uuidVersionParams, versionOf } from "./history";
import { day, instant, listOf, type Spec } from "./spec";

const reflectionSchema = z
  .object({
    id: z.uuid(),
    date: day,
    mood: z.int().nullable().describe("1 to 5; null where only words were written."),
    text: z.string(),
    taskIds: z.array(z.uuid()),
    goalIds: z.array(z.uuid()),
    habitIds: z.array(z.uuid()),
    version: z.int(),
    deletedAt: instant.nullable(),
  })
  .meta({ id: "Reflection" });

const reflectionVersion = versionOf("reflection", reflectionSchema, "ReflectionVersion");

const common = { resource: "reflection" } as const;
const change = { ...common, scope: "write", params: uuidParams, response: reflectionSchema } as const;

export const listReflectionsSpec = {
  ...common,
  method: "GET",
  path: "/reflections",
  name: "reflections.list",
  summary: "Reflections by their days, newest first unless said; q searches their words.",
  scope: "read",
  query: reflectionFilterSchema,
  response: listOf(reflectionSchema),
} satisfies Spec;

export const createReflectionSpec = {
  ...common,
  method: "POST",
  path: "/reflections",
  name: "reflections.create",
  summary: "Writes a day down, today unless said; one a day: a second is refused with 409 naming the first.",
  scope: "write",
  body: newReflectionSchema,
  response: reflectionSchema,
  status: 201,
  allow: ["date", "mood"],
} satisfies Spec;

export const getReflectionSpec = {
  ...common,
  method: "GET",
  path: "/reflections/{id}",
  name: "reflections.get",
  summary: "One reflection.",
  scope: "read",
  params: uuidParams,
  response: reflectionSchema,
} satisfies Spec;

export const updateReflectionSpec = {
  ...change,
  method: "PATCH",
  path: "/reflections/{id}",
  name: "reflections.update",
  summary: "Changes fields of a reflection. A stale version is refused with 409 and the reflection as it is now.",
  body: updateReflectionSchema,
  allow: ["date", "mood"],
} satisfies Spec;

export const deleteReflectionSpec = {
  ...common,
  method: "DELETE",
  path: "/reflections/{id}",
  name: "reflections.delete",
  summary: "Deletes a reflection so that it can come back.",
  scope: "write",
  params: uuidParams,
  query: deletingQuery,
  status: 204,
} satisfies Spec;

export const undeleteReflectionSpec = {
  ...change,
  method: "POST",
  path: "/reflections/{id}/undelete",
  name: "reflections.undelete",
  summary: "Brings a deleted reflection back.",
  body: onlyVersion,
} satisfies Spec;

export const listReflectionVersionsSpec = {
  ...common,
  method: "GET",
  path: "/reflections/{id}/history",
  name: "reflections.history",
  summary: "All versions of a reflection, newest first; of a deleted one, too.",
  scope: "read",
  params: uuidParams,
  response: listOf(reflectionVersion),
} satisfies Spec;

export const restoreReflectionSpec = {
  ...change,
  method: "POST",
  path: "/reflections/{id}/restore/{version}",
  name: "reflections.restore",
  summary: "Makes a reflection what it was in a version; this is itself a version.",
  params: uuidVersionParams,
  body: restoring,
  allow: ["reason", "version"],
} satisfies Spec;
