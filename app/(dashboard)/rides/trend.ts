import type { WorkoutTotals } from "@/db/workout-list";
import { metresPer } from "@/domain/units";
import type { TrendKind } from "../_view/trend";
import type { RideView } from "./list-state";

const ON =
  "of all activities that began in the period, on the local date of their own time zone. The grey line is the same period a year before.";

/** What can be drawn of rides and other activities over periods. */
export const RIDE_TRENDS: Record<RideView, TrendKind<WorkoutTotals & { start: string }>> = {
  distance: {
    title: "Distance",
    kind: "bars",
    how: `The distances ${ON}`,
    unit: ({ units }) => units,
    decimals: 1,
    style: "number",
    value: (bucket, { units }) => bucket.distanceM / metresPer(units),
  },
  time: {
    title: "Time",
    kind: "bars",
    how: `The timer times ${ON}`,
    unit: () => "h",
    decimals: 1,
    style: "number",
    value: (bucket) => bucket.durationS / 3600,
  },
  energy: {
    title: "Energy",
    kind: "bars",
    how: `The work measured by power meters ${ON}`,
    unit: () => "kJ",
    decimals: 0,
    style: "number",
    value: (bucket) => bucket.energyKj,
  },
};
