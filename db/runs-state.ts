import type { Tx } from "./client";

/** All runs of a person in a few words that change whenever any of them does, and when the last of them was written. */
export type RunsState = { state: string; changedAt: Date | null };

/**
 * Tells whether any run has changed since it was last asked, in one pass: a change raises a version, a new run the count; one that went
 * for good while another came is told by the time of writing.
 */
export async function runsState(tx: Tx): Promise<RunsState> {
  const [row] = await tx.query<RunsState>(
    `select concat_ws(' ', count(*), sum(version), max(updated_at)) as state, max(updated_at) as "changedAt"
      from app.runs where user_id = $1`,
    [tx.userId],
  );
  return row ?? { state: "", changedAt: null };
}
