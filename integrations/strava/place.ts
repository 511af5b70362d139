import { z } from "zod";
import { hintMemorySchema } from "./patience";

/**
 * `newest`: when the newest known activity began, in seconds since the epoch. `full`: a walk through everything that is under way.
 * `rescan`: how far the daily look through the past has come, and when it was. `refresh`: details from before this moment (ms since the
 * epoch) are asked for again. `hints`: what made-up hints have cost.
 */
export const placeSchema = z.object({
  newest: z.number().optional().catch(undefined),
  full: z.object({ before: z.number(), newest: z.number() }).optional().catch(undefined),
  rescan: z.object({ before: z.number().nullable(), at: z.number() }).optional().catch(undefined),
  refresh: z.number().optional().catch(undefined),
  hints: hintMemorySchema.optional().catch(undefined),
});
export type Place = z.output<typeof placeSchema>;
