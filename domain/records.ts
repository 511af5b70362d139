import { EFFORT_DISTANCES } from "./best-efforts";
import { eddington, runningStreaks } from "./streaks";

/** One step of a personal best: the effort that set it and the seconds it took off the one before (null for the first). */
export type Best = { distanceM: number; durationS: number; runId: string; localDate: string; improvementS: number | null };

const METRES_PER_MILE = 1609.344;

/**
 * Personal bests with how they came about, streaks and Eddington numbers as the API shows them. `bests` are all steps, oldest first
 * within a distance; `days` what was run on each local date; `today` a local date.
 */
export function recordsResource(bests: readonly Best[], days: readonly { date: string; distanceM: number }[], today: string) {
  const items = EFFORT_DISTANCES.flatMap(({ name, distanceM }) => {
    const history = bests.filter((best) => best.distanceM === distanceM).map(stepResource);
    const best = history[history.length - 1];
    if (!best) return [];
    return [
      { metric: "run" as const, name, distance: distanceM, duration: best.duration, date: best.date, runId: best.runId, history },
    ];
  });
  const inUnit = (metres: number) => eddington(days.map((day) => day.distanceM / metres));
  return { items, streaks: runningStreaks(days, today), eddington: { km: inUnit(1000), mi: inUnit(METRES_PER_MILE) } };
}

function stepResource(best: Best) {
  return { duration: best.durationS, date: best.localDate, runId: best.runId, improvement: best.improvementS };
}
