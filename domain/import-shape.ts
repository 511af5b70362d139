import type { ImportResult, ImportState } from "./imports";

/** CONTRACT, limits: what one upload may hold. */
export const UPLOAD_BYTES = 2 * 1024 ** 3;
export const UPLOAD_FILES = 20_000;

/** How many items are answered when no limit is asked for: all of nearly every import. */
export const ALL_ITEMS = 10_000;

/** An item of an import as the API shows it: what is not said is left out. */
export type ImportItemResource = {
  file: string;
  entry?: string;
  row?: number;
  result: ImportResult;
  reason?: string;
  runId?: string;
  workoutId?: string;
  strengthWorkoutId?: string;
};

/** Turns a stored item into what the API shows. */
export function importItemResource(item: {
  file: string;
  entry: string | null;
  row: number | null;
  result: ImportResult;
  reason: string | null;
  runId: string | null;
  workoutId: string | null;
  strengthWorkoutId: string | null;
}): ImportItemResource {
  const { file, entry, row, result, reason, runId, workoutId, strengthWorkoutId } = item;
  return {
    file,
    ...(entry === null ? {} : { entry }),
    ...(row === null ? {} : { row }),
    result,
    ...(reason === null ? {} : { reason }),
    ...(runId === null ? {} : { runId }),
    ...(workoutId === null ? {} : { workoutId }),
    ...(strengthWorkoutId === null ? {} : { strengthWorkoutId }),
  };
}

/** An import as the API shows it, without its items. `total` is null until its files have been looked through. */
export function importResource(found: {
  id: string;
  state: ImportState;
  files: readonly { name: string; bytes: number }[];
  done: number;
  total: number | null;
  error: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}) {
  return {
    id: found.id,
    state: found.state,
    done: found.done,
    total: found.total,
    files: found.files.map(({ name, bytes }) => ({ name, bytes })),
    error: found.error,
    createdAt: found.createdAt.toISOString(),
    finishedAt: found.finishedAt?.toISOString() ?? null,
  };
}
