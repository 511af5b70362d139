import { type Run, type RunResource, runResource } from "./runs";

/** One thing that a run says: its name in the API, its column, its label and unit for people. */
export type RunField = { field: string; column: string; label: string; unit?: "m" | "s" | "bpm" | "spm" };

/** What a version of a run is made of, in the order in which people read it. */
export const RUN_FIELDS = [
  { field: "name", column: "name", label: "Name" },
  { field: "startAt", column: "start_at", label: "Start" },
  { field: "type", column: "type", label: "Type" },
  { field: "distance", column: "distance_m", label: "Distance", unit: "m" },
  { field: "duration", column: "duration_s", label: "Duration", unit: "s" },
  { field: "elapsed", column: "elapsed_s", label: "Elapsed time", unit: "s" },
  { field: "moving", column: "moving_s", label: "Moving time", unit: "s" },
  { field: "averageHeartRate", column: "average_heart_rate_bpm", label: "Average heart rate", unit: "bpm" },
  { field: "maxHeartRate", column: "max_heart_rate_bpm", label: "Maximum heart rate", unit: "bpm" },
  { field: "averageCadence", column: "average_cadence_spm", label: "Average cadence", unit: "spm" },
  { field: "elevationGain", column: "elevation_gain_m", label: "Elevation gain", unit: "m" },
  { field: "shoeId", column: "shoe_id", label: "Shoe" },
  { field: "notes", column: "notes", label: "Notes" },
] as const satisfies readonly RunField[];

export type RunFieldName = (typeof RUN_FIELDS)[number]["field"];

const LABELS: Record<string, string> = {
  ...Object.fromEntries(RUN_FIELDS.map(({ field, label }) => [field, label])),
  timeZone: "Time zone",
  localDate: "Date",
  deletedAt: "Deleted",
};

/** The label of a field, by its name in the API; the name itself where there is none. */
export function labelOf(field: string): string {
  return LABELS[field] ?? field;
}

/** The value of a field of a run, in the API's units. */
export function runValue(run: Run, field: RunFieldName): string | number | null {
  const shown = { ...runResource(run), moving: run.movingS, averageCadence: run.averageCadenceSpm } satisfies Record<
    RunFieldName,
    unknown
  > &
    RunResource;
  return shown[field];
}

/** A field that differs between two versions; values in the API's units. */
export type FieldChange = { field: string; label: string; before: string | number | null; after: string | number | null };

/** What changed from one version of a run to another, field by field, in reading order. Deletion is a field, too. */
export function diffRuns(before: Run, after: Run): FieldChange[] {
  const changes: FieldChange[] = RUN_FIELDS.map(({ field, label }) => ({
    field,
    label,
    before: runValue(before, field),
    after: runValue(after, field),
  }));
  for (const field of ["timeZone", "localDate"] as const) {
    changes.push({ field, label: labelOf(field), before: before[field], after: after[field] });
  }
  const deleted = (run: Run) => run.deletedAt?.toISOString() ?? null;
  changes.push({ field: "deletedAt", label: labelOf("deletedAt"), before: deleted(before), after: deleted(after) });
  return changes.filter((change) => change.before !== change.after);
}
