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
export const EDITABLE_RUN_FIELDS = [
  "name",
  "notes",
  "distance",
  "duration",
  "averageHeartRate",
  "type",
  "shoeId",
  "startAt",
] as const;
export type EditableRunField = (typeof EDITABLE_RUN_FIELDS)[number];
