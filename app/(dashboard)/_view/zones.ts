import { type HeartRateSeconds, heartRatesOf, timeInHeartRateZones } from "@/domain/heart-rate";
import { formatDuration } from "@/domain/units";

type Zone = { label: string; range: string; seconds: number; text: string };

/** Time in zones as ZoneBars shows it; `unit` is "bpm" or "W". */
export function zonesOf(seconds: readonly number[], bounds: readonly number[], unit: string): Zone[] {
  return seconds.map((spent, index) => {
    const low = Math.ceil(bounds[index] ?? 0);
    const next = bounds[index + 1];
    const high = next === undefined ? null : Math.ceil(next) - 1;
    const range = high === null ? `from ${low} ${unit}` : low <= 0 ? `to ${high} ${unit}` : `${low}–${high} ${unit}`;
    return { label: `Zone ${index + 1}`, range, seconds: spent, text: formatDuration(spent).value };
  });
}

/** Heart-rate zones of an activity from the seconds that its summary keeps of each heart rate. */
export function heartRateZonesOf(counts: HeartRateSeconds, bounds: readonly number[]): Zone[] {
  return zonesOf(timeInHeartRateZones(heartRatesOf(counts), bounds), bounds, "bpm");
}
