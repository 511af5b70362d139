import type { WorkoutRow } from "@/db/workout-rows";
import { type Format, formatDuration, formatElevation, formatNumber, type Shown } from "@/domain/units";
import { formatDistanceAs, formatSpeedAs, speedKindOf } from "../../_view/sports";

export type RideFigure = Shown & { label: string; range?: string; how: string };

/** The figures of a ride or another activity, those it has, with how each is computed. */
export function rideFigures(ride: WorkoutRow, format: Format): RideFigure[] {
  const { locale } = format;
  const figures: RideFigure[] = [];
  const number = (label: string, value: number | null, unit: string, how: string, decimals = 0, range?: string) => {
    if (value !== null) figures.push({ label, value: formatNumber(value, locale, decimals), unit, how, range });
  };
  const most = (value: number | null, unit: string) =>
    value === null ? undefined : `at most ${formatNumber(value, locale)} ${unit}`;
  if (ride.distanceM !== null && ride.distanceM > 0) {
    figures.push({
      label: "Distance",
      ...formatDistanceAs(speedKindOf(ride.sport), ride.distanceM, format),
      how: "What the device recorded; from positions where it recorded no distance.",
    });
  }
  figures.push({
    label: "Duration",
    ...formatDuration(ride.durationS),
    range: ride.elapsedS > ride.durationS + 5 ? `${formatDuration(ride.elapsedS).value} with pauses` : undefined,
    how: "Timer time: the seconds in which the device was recording, pauses left out.",
  });
  if (ride.distanceM && ride.durationS > 0) {
    const mps = ride.distanceM / ride.durationS;
    const kind = speedKindOf(ride.sport);
    const how = kind === "ride" ? "Distance divided by duration." : "Duration divided by distance.";
    figures.push({ label: kind === "ride" ? "Speed" : "Pace", ...formatSpeedAs(kind, mps, format), how });
  }
  number("Power", ride.averagePowerW, "W", "Mean over all recorded seconds, coasting included.", 0, most(ride.maxPowerW, "W"));
  number(
    "Normalised power",
    ride.normalizedPowerW,
    "W",
    "Fourth root of the mean of the fourth powers of the 30-second rolling mean (Coggan): what the ride would have felt like at an even effort.",
  );
  number("Energy", ride.energyKj, "kJ", "Power summed over recorded seconds.");
  const threshold = ride.ftpW === null ? "" : ` The threshold power of that day was ${formatNumber(ride.ftpW, locale)} W.`;
  number("Intensity", ride.intensityFactor, "IF", `Normalised power over threshold power.${threshold}`, 2);
  number("Stress", ride.tss, "TSS", `Training stress score: 100 is an hour at threshold power.${threshold}`);
  number(
    "Heart rate",
    ride.averageHeartRateBpm,
    "bpm",
    "Mean over the recorded seconds that have a reading.",
    0,
    most(ride.maxHeartRateBpm, "bpm"),
  );
  number(
    "Cadence",
    ride.averageCadenceRpm,
    "rpm",
    "Mean over the seconds in which the pedals or feet turned.",
    0,
    most(ride.maxCadenceRpm, "rpm"),
  );
  if (ride.elevationGainM !== null) {
    figures.push({
      label: "Elevation",
      ...formatElevation(ride.elevationGainM, format),
      how: "The sum of all climbs in the recorded altitude, wobbles under 3 m left out.",
    });
  }
  return figures;
}
