/** Types of runs. Virtual runs count as treadmill runs. */
export const RUN_TYPES = ["Outdoor Run", "Treadmill Run"] as const;
export type RunType = (typeof RUN_TYPES)[number];

/** Where a run came from first. */
export const SOURCES = ["strava", "mapmyfitness", "file", "manual", "demo", "hevy"] as const;
export type Source = (typeof SOURCES)[number];

/** Why a version exists. */
export const CHANGE_TYPES = ["original", "edit", "sync", "restore", "deletion", "undeletion", "merge", "split"] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

/** Fields of a run that a person may edit; id and source are protected. */
const EDITABLE_RUN_FIELDS = ["name", "notes", "distance", "duration", "averageHeartRate", "type", "shoeId", "startAt"] as const;
export type EditableRunField = (typeof EDITABLE_RUN_FIELDS)[number];

/** A run as it is stored: metres, seconds, bpm, steps a minute. */
export type Run = {
  id: string;
  name: string;
  type: RunType;
  startAt: Date;
  /** `day` when the source knows only the day: then `startAt` is 12:00 UTC of it. */
  startPrecision: "second" | "day";
  timeZone: string;
  localDate: string;
  distanceM: number;
  durationS: number;
  elapsedS: number;
  movingS: number | null;
  averageHeartRateBpm: number | null;
  maxHeartRateBpm: number | null;
  averageCadenceSpm: number | null;
  elevationGainM: number | null;
  source: Source;
  shoeId: string | null;
  notes: string | null;
  version: number;
  /** Fields that a person has set, by their names in the API; no import or sync writes those. */
  editedFields: string[];
  /** What the sources say of edited fields, by the same names and in the API's units. */
  provider: Record<string, unknown>;
  deletedAt: Date | null;
};

/** A run as the API shows it. */
export type RunResource = ReturnType<typeof runResource>;

/** Turns a run into what the API shows: metres, seconds, bpm, instants in ISO 8601 UTC. */
export function runResource(run: Run) {
  return {
    id: run.id,
    name: run.name,
    startAt: run.startAt.toISOString(),
    timeZone: run.timeZone,
    localDate: run.localDate,
    type: run.type,
    distance: run.distanceM,
    duration: run.durationS,
    elapsed: run.elapsedS,
    averageHeartRate: run.averageHeartRateBpm,
    maxHeartRate: run.maxHeartRateBpm,
    elevationGain: run.elevationGainM,
    source: run.source,
    shoeId: run.shoeId,
    notes: run.notes,
    version: run.version,
    editedFields: run.editedFields,
    provider: run.provider,
    deletedAt: run.deletedAt?.toISOString() ?? null,
  };
}
