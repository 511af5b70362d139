import { ChartFrame } from "@/components/charts/chart-frame";
import type { RunDay } from "@/db/running-today";
import { addDays } from "@/domain/time-zones";
import type { Format } from "@/domain/units";
import { weekStart } from "@/domain/weeks";
import { periodsBetween } from "../_view/periods";
import { runTrend } from "../runs/trend";
import { WEEKS_SHOWN as WEEKS, weeklyMetres } from "./sums";

/** The last half year of running, week by week, or the last one that holds runs; each week leads to its runs. */
export function WeeksChart({ days, today, format }: { days: readonly RunDay[]; today: string; format: Format }) {
  const first = addDays(weekStart(today), -7 * (WEEKS - 1));
  const newest = days.at(-1)?.date ?? today;
  const ended = newest < first;
  const until = ended ? newest : today;
  const starts = periodsBetween(addDays(weekStart(until), -7 * (WEEKS - 1)), until, "week");
  const metres = weeklyMetres(days, until, WEEKS);
  const buckets = starts.flatMap((start, index) => {
    const distanceM = metres[index] ?? 0;
    return distanceM > 0 ? [{ start, distanceM, runs: 0, durationS: 0, elevationGainM: 0, averageHeartRateBpm: null }] : [];
  });
  const window = { by: "week" as const, starts, since: starts[0], compare: false, ended };
  const { how: _, ...chart } = runTrend("distance", buckets, window, { path: "/runs", query: "" }, format);
  return (
    <div className="pt-6">
      <ChartFrame {...chart} area="runs" height={140} how="The distances of all runs that began in the week, Monday to Sunday." />
    </div>
  );
}
