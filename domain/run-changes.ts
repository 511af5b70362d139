import { z } from "zod";
import { idField, instantField, noteField, reasonField, textField, timeZoneField, versionField } from "./fields";
import { LONGEST_RUN_M } from "./run-filter";
import { RUN_TYPES } from "./runs";

/** The longest run that can be written down: 30 days. */
const LONGEST_RUN_S = 30 * 86_400;

const distance = z.number().positive("A run is longer than 0 m.").max(LONGEST_RUN_M);
const duration = z.number().positive("A run takes longer than 0 seconds.").max(LONGEST_RUN_S);
const averageHeartRate = z.number().min(20).max(260).nullable();
const name = textField(200);
const notes = noteField(20_000);

/** What a person may change of a run: metres, seconds, bpm. Absent fields stay as they are. */
export const runChangesSchema = z.strictObject({
  name: name.optional(),
  notes: notes.optional(),
  distance: distance.optional(),
  duration: duration.optional(),
  averageHeartRate: averageHeartRate.optional(),
  type: z.enum(RUN_TYPES).optional(),
  shoeId: idField.nullable().optional(),
  startAt: instantField.optional(),
});
export type RunChanges = z.output<typeof runChangesSchema>;

/** A change with the reason for it and the version that the person saw. */
export const editRunSchema = z.strictObject({
  changes: runChangesSchema,
  reason: reasonField.optional(),
  version: versionField.optional(),
});

/** Why and on which version: the body of deletions and restores, all of it optional. */
export const reasonSchema = z.strictObject({ reason: reasonField.optional(), version: versionField.optional() });

/** Which other activity is the same one, why, and the version of the one that stays. */
export const mergeSchema = reasonSchema.extend({ with: idField });

/** Edited fields that go back to what the sources say. */
export const useSourceSchema = reasonSchema.extend({
  fields: z.array(z.string().max(40)).min(1, "Name at least one field.").max(20),
});

/** A run that a person writes down. Without a zone it is the person's own. */
export const newRunSchema = z.strictObject({
  name: name.default("Run"),
  startAt: instantField,
  timeZone: timeZoneField.optional(),
  type: z.enum(RUN_TYPES).default("Outdoor Run"),
  distance,
  duration,
  elapsed: duration.optional(),
  averageHeartRate: averageHeartRate.optional(),
  maxHeartRate: averageHeartRate.optional(),
  elevationGain: z.number().min(0).max(100_000).nullable().optional(),
  shoeId: idField.nullable().optional(),
  notes: notes.optional(),
});
export type NewRun = z.output<typeof newRunSchema>;

/** Clocks differ: a start that lies so little ahead of ours is now. */
const CLOCKS_DIFFER_MS = 300_000;

type Said = {
  startAt?: Date | undefined;
  duration?: number | undefined;
  elapsed?: number | undefined;
  averageHeartRate?: number | null | undefined;
};
/** What is known beside what is said: the highest heart rate of the run, and the moment it is for whoever says it. */
type Known = { maxHeartRateBpm: number | null; now: Date };

/** What cannot be true of a run though each field by itself could be, in words for each field. */
export function contradictions(said: Said, { maxHeartRateBpm, now }: Known): { path: string; message: string }[] {
  const errors: { path: string; message: string }[] = [];
  if (said.startAt && said.startAt.getTime() > now.getTime() + CLOCKS_DIFFER_MS) {
    errors.push({ path: "startAt", message: "This start lies in the future. Write down when the run began." });
  }
  if (said.averageHeartRate && maxHeartRateBpm !== null && said.averageHeartRate > maxHeartRateBpm) {
    const highest = Math.round(maxHeartRateBpm * 10) / 10;
    const message = `The highest heart rate of this run is ${highest} bpm, so the average cannot be above it.`;
    errors.push({ path: "averageHeartRate", message });
  }
  if (said.elapsed !== undefined && said.duration !== undefined && said.elapsed < said.duration) {
    errors.push({ path: "elapsed", message: "The time from start to end cannot be shorter than the duration." });
  }
  return errors;
}
