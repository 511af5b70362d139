/** Life of an import. */
export const IMPORT_STATES = ["queued", "running", "done", "failed", "undone"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What became of one file, archive entry or row. */
export const IMPORT_RESULTS = ["imported", "updated", "unchanged", "duplicate", "failed"] as const;
export type ImportResult = (typeof IMPORT_RESULTS)[number];
