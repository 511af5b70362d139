import { z } from "zod";
import { day, type Spec } from "./spec";

const effort = z.object({
  duration: z.number().describe("Seconds."),
  date: day,
  runId: z.string(),
  improvement: z.number().nullable().describe("Seconds less than the record before; null for the first."),
});

const streak = z.object({ days: z.int(), from: day, to: day }).nullable();
const eddington = z.object({ number: z.int(), daysForNext: z.int() });

export const recordsSpec = {
  method: "GET",
  path: "/records",
  name: "records.list",
  summary: "Best efforts of runs with how they came about, streaks, Eddington numbers.",
  scope: "read",
  query: z.strictObject({}),
  response: z.object({
    items: z.array(
      z.object({
        metric: z.literal("run"),
        name: z.string(),
        distance: z.number().describe("Metres."),
        duration: z.number().describe("Seconds."),
        date: day,
        runId: z.string(),
        history: z.array(effort).describe("Oldest first; the last is the record of today."),
      }),
    ),
    streaks: z.object({ current: streak, longest: streak }),
    eddington: z.object({ km: eddington, mi: eddington }),
  }),
} satisfies Spec;
