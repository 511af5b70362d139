/** A best effort of one activity, as the list of personal bests needs it. */
export type EffortRow = { distanceM: number; elapsedS: number; date: string; activityId: string };

/** One step of a personal best: the effort that set it and the seconds it took off the one before (null for the first). */
export type PersonalBest = EffortRow & { improvementS: number | null };

/**
 * How personal bests came about: for each distance the efforts that beat all before them, oldest first; the last is the best of today.
 * Rows may come in any order; of two on one day the faster counts, a tie goes to the earlier activity and is no improvement.
 */
export function personalBests(rows: Iterable<EffortRow>): Map<number, PersonalBest[]> {
  const ordered = [...rows].sort(
    (a, b) => compare(a.date, b.date) || a.elapsedS - b.elapsedS || compare(a.activityId, b.activityId),
  );
  const histories = new Map<number, PersonalBest[]>();
  for (const row of ordered) {
    const history = histories.get(row.distanceM) ?? [];
    const best = history[history.length - 1];
    if (!best || row.elapsedS < best.elapsedS) {
      history.push({ ...row, improvementS: best ? best.elapsedS - row.elapsedS : null });
      histories.set(row.distanceM, history);
    }
  }
  return new Map([...histories].sort((a, b) => a[0] - b[0]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
