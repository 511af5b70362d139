import type { ShoeUse } from "@/db/shoes";
import { type Format, formatDate, formatDistance } from "@/domain/units";
import { joined } from "../_view/words";

/** How far a shoe has gone, in words: mileage against its limit and when it gets there. */
export type Wear = {
  text: string;
  share: number | null;
  forecast: string | null;
  badge: { text: string; tone: "bad" | "warn" } | null;
};

/** The wear of a shoe for its row and its page. */
export function wearOf(shoe: ShoeUse, format: Format): Wear {
  const { distanceM, limitM, forecastDate, warning } = shoe;
  const run = formatDistance(distanceM, format, 1);
  if (limitM === null) return { text: joined(run), share: null, forecast: null, badge: null };
  const left = formatDistance(Math.abs(limitM - distanceM), format, 0);
  return {
    text: `${run.value} of ${joined(formatDistance(limitM, format, 0))}`,
    share: distanceM / limitM,
    forecast: forecastDate ? `${joined(left)} left, at this rate until ${formatDate(forecastDate, format.locale)}` : null,
    badge:
      warning === "worn"
        ? { text: `${joined(left)} over its limit`, tone: "bad" }
        : warning === "soon"
          ? { text: `${joined(left)} to its limit`, tone: "warn" }
          : null,
  };
}
