/** Taken by hand, or each night by itself. */
export const SNAPSHOT_KINDS = ["manual", "nightly"] as const;
export type SnapshotKind = (typeof SNAPSHOT_KINDS)[number];

/** The state of a life at a moment, area by area. */
export type SnapshotData = Record<string, unknown>;
