import { z } from "zod";
import { digestDataSchema, isoWeekField } from "@/domain/digests";
import { queryWhole } from "@/domain/fields";
import { instant, listOf, type Spec } from "./spec";

const digest = z
  .object({
    isoWeek: z.string().describe("`2026-W47`: Monday to Sunday by the days of the rows."),
    createdAt: instant,
    updatedAt: instant.describe("When it was made anew last."),
    ...digestDataSchema.shape,
  })
  .meta({ id: "Digest" });

const weekParams = z.object({ isoWeek: isoWeekField });

export const listDigestsSpec = {
  method: "GET",
  path: "/digests",
  name: "digests.list",
  summary: "Weeks in review, the newest first",
  scope: "read",
  query: z.strictObject({ limit: queryWhole(1, 500).default(52), next: isoWeekField.optional() }),
  response: listOf(digest),
} as const satisfies Spec;

export const getDigestSpec = {
  method: "GET",
  path: "/digests/{isoWeek}",
  name: "digests.get",
  summary: "One week in review",
  scope: "read",
  params: weekParams,
  response: digest,
} as const satisfies Spec;

export const makeDigestSpec = {
  method: "POST",
  path: "/digests/{isoWeek}",
  name: "digests.make",
  summary: "Make a week in review, or make it anew from the rows as they are now",
  scope: "write",
  params: weekParams,
  response: digest,
  resource: "digest",
} as const satisfies Spec;
