import { z } from "zod";
import { STATS_TYPES } from "@/domain/coding";
import { dayField, pageFields, queryWhole } from "@/domain/fields";
import { day, instant, listOf, type Spec } from "./spec";

const names = z.array(z.object({ name: z.string(), seconds: z.number() })).describe("The most time first.");

const codingDay = z
  .object({
    date: day,
    totalSeconds: z.number(),
    projects: names,
    languages: names,
    editors: names,
    operatingSystems: names,
    machines: names,
    categories: names,
  })
  .meta({ id: "CodingDay" });

export const codingStatsSpec = {
  method: "GET",
  path: "/coding/stats/{statsType}",
  name: "coding.stats",
  summary:
    "Coding statistics in WakaTime's own JSON: as WakaTime told them last where it is connected, else computed from your own days.",
  scope: "read",
  params: z.object({ statsType: z.enum(STATS_TYPES) }),
  response: z.object({
    data: z.record(z.string(), z.unknown()),
    fetchedAt: instant.describe("When WakaTime told it, or now where it was computed."),
  }),
} satisfies Spec;

export const listCodingDaysSpec = {
  method: "GET",
  path: "/coding/days",
  name: "coding.days",
  summary:
    "Coding time day by day, earliest first; where several sources tell of a day, the one that counts. Days without any are left out.",
  scope: "read",
  query: z.strictObject({
    ...pageFields,
    from: dayField.optional(),
    to: dayField.optional(),
    limit: queryWhole(1, 500).default(500),
  }),
  response: listOf(codingDay),
} satisfies Spec;
