import type { StrengthTotals } from "@/db/strength-list";
import { kilogramsPer, weightUnit } from "@/domain/weights";
import type { TrendKind } from "../_view/trend";
import type { StrengthView } from "./list-state";

const ON =
  "of all sessions that began in the period, on the local date of their own time zone. The grey line is the same period a year before.";

/** What can be drawn of strength sessions over periods. */
export const STRENGTH_TRENDS: Record<StrengthView, TrendKind<StrengthTotals & { start: string }>> = {
  volume: {
    title: "Volume",
    kind: "bars",
    how: `Weight times repetitions, summed over all sets but warm-ups, ${ON} Drop sets and sets to failure count; what a machine takes off the body's weight does not.`,
    unit: ({ units }) => weightUnit(units),
    decimals: 0,
    style: "number",
    value: (bucket, { units }) => bucket.volumeKg / kilogramsPer(units),
  },
  sets: {
    title: "Sets",
    kind: "bars",
    how: `All sets but warm-ups ${ON}`,
    unit: () => "sets",
    decimals: 0,
    style: "number",
    value: (bucket) => bucket.setCount,
  },
  time: {
    title: "Time",
    kind: "bars",
    how: `The time from start to end ${ON}`,
    unit: () => "h",
    decimals: 1,
    style: "number",
    value: (bucket) => bucket.durationS / 3600,
  },
};
