import type { RunDetail } from "@/db/runs";
import type { PowerSummary } from "@/domain/summary";
import {
  type Format,
  formatDistance,
  formatDuration,
  formatElevation,
  formatNumber,
  formatPace,
  type Shown,
} from "@/domain/units";

export type RunFigure = Shown & { label: string; field: string; href?: string; how: string };

/** The figures of a run with how each is computed; `power` is that of the source that measured it. */
export function runFigures(run: RunDetail, power: PowerSummary | null, format: Format): RunFigure[] {
  const whole = (value: number, unit: string) => ({ value: formatNumber(value, format.locale), unit });
  const figures: RunFigure[] = [
    {
      label: "Distance",
      field: "distance",
      ...formatDistance(run.distanceM, format),
      how: "What the device recorded; from positions where it recorded no distance.",
    },
    {
      label: "Duration",
      field: "duration",
      ...formatDuration(run.durationS),
      how: "Timer time: the seconds in which the watch was running, pauses left out.",
    },
  ];
  if (run.distanceM > 0 && run.durationS > 0) {
    figures.push({
      label: "Pace",
      field: "pace",
      ...formatPace(run.distanceM / run.durationS, format),
      how: "Duration divided by distance.",
    });
  }
  if (run.averageHeartRateBpm !== null) {
    const most =
      run.maxHeartRateBpm === null ? "" : ` The highest reading was ${formatNumber(run.maxHeartRateBpm, format.locale)} bpm.`;
    figures.push({
      label: "Heart rate",
      field: "averageHeartRate",
      ...whole(run.averageHeartRateBpm, "bpm"),
      how: `Mean over the recorded seconds that have a reading.${most}`,
    });
  }
  if (run.elevationGainM !== null) {
    figures.push({
      label: "Elevation",
      field: "elevationGain",
      ...formatElevation(run.elevationGainM, format),
      how: "The sum of all climbs in the recorded altitude, small wobbles of the altimeter left out.",
    });
  }
  if (run.averageCadenceSpm !== null) {
    figures.push({
      label: "Cadence",
      field: "averageCadence",
      ...whole(run.averageCadenceSpm, "spm"),
      how: "Steps a minute of both legs, standing left out.",
    });
  }
  if (power) figures.push(...powerFigures(power, whole));
  if (run.elapsedS > run.durationS + 5) {
    figures.push({
      label: "Elapsed",
      field: "elapsed",
      ...formatDuration(run.elapsedS),
      how: "From the first sample to the last, pauses included.",
    });
  }
  return figures;
}

/** A run's power is the estimate of a watch or a foot pod: comparable with itself, not with a bicycle's. */
function powerFigures(power: PowerSummary, whole: (value: number, unit: string) => Shown): RunFigure[] {
  const most = whole(power.maxW, "W");
  const figures: RunFigure[] = [
    {
      label: "Power",
      field: "averagePower",
      ...whole(power.averageW, "W"),
      how: `Mean over all recorded seconds, standing included, as the watch or foot pod estimated it. The highest reading was ${most.value} W.`,
    },
  ];
  if (power.normalizedW !== null) {
    figures.push({
      label: "Normalised power",
      field: "normalizedPower",
      ...whole(power.normalizedW, "W"),
      how: "Fourth root of the mean of the fourth powers of the 30-second rolling mean (Coggan): what the run would have felt like at an even effort.",
    });
  }
  figures.push({ label: "Energy", field: "energy", ...whole(power.workKj, "kJ"), how: "Power summed over recorded seconds." });
  return figures;
}
