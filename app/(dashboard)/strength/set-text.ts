import { type Format, formatDistance, formatDuration, formatNumber } from "@/domain/units";
import { formatWeight } from "@/domain/weights";
import { joined } from "../_view/words";

type Measures = { weightKg: number | null; reps: number | null; distanceM: number | null; durationS: number | null };

/** A set in a few words: "100 kg × 5", "8 repetitions", "2.40 km in 15:00". */
export function setText({ weightKg, reps, distanceM, durationS }: Measures, format: Format): string {
  const weight = weightKg ? joined(formatWeight(weightKg, format)) : null;
  const times = reps === null ? null : formatNumber(reps, format.locale);
  const lifted =
    weight && times ? `${weight} × ${times}` : (weight ?? (times && `${times} ${reps === 1 ? "repetition" : "repetitions"}`));
  const distance = distanceM ? joined(formatDistance(distanceM, format)) : null;
  const time = durationS ? formatDuration(durationS).value : null;
  const moved = distance && time ? `${distance} in ${time}` : (distance ?? time);
  return [lifted, moved].filter(Boolean).join(", ") || "no measure";
}

/** An estimate to the nearest half kilogram: it is no better than that. */
export function estimateText(kg: number, format: Format): string {
  return joined(formatWeight(Math.round(kg * 2) / 2, format));
}
