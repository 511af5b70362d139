import type { ChartData } from "@/components/charts/series";
import type { Track } from "@/domain/activity";
import type { Bests } from "@/domain/mean-maximal";
import { powerOf } from "@/domain/power";
import { timeInZones } from "@/domain/series";
import { recordedStream } from "@/domain/time-base";
import { type Format, formatNumber } from "@/domain/units";
import { zonesOf } from "../../_view/zones";

/** Lower bounds of the seven power zones in percent of threshold power (Coggan). */
const ZONE_PERCENTS = [0, 55, 75, 90, 105, 120, 150];
const ZONE_NAMES = ["Recovery", "Endurance", "Tempo", "Threshold", "VO₂max", "Anaerobic", "Sprint"];

/** Time in power zones for the threshold of the day; null without power. */
export function powerZonesOf(track: Track, ftpW: number) {
  const power = powerOf(recordedStream(track, ["power"]));
  if (!power) return null;
  const bounds = ZONE_PERCENTS.map((percent) => (percent * ftpW) / 100);
  const zones = zonesOf(timeInZones(power, bounds), bounds, "W");
  return zones.map((zone, index) => ({ ...zone, label: ZONE_NAMES[index] ?? zone.label }));
}

function windowText(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${seconds / 60} min`;
}

/** The best mean power of a ride over each length of time, shortest first; null when it holds none. */
export function powerCurveOf(bests: Bests | undefined): ChartData | null {
  const points = Object.entries(bests ?? {}).flatMap(([seconds, watts]) =>
    watts === null || watts <= 0 ? [] : [{ seconds: Number(seconds), watts: Math.round(watts) }],
  );
  if (points.length < 3) return null;
  points.sort((a, b) => a.seconds - b.seconds);
  return {
    labels: points.map(({ seconds }) => windowText(seconds)),
    ticks: points.map(({ seconds }) => windowText(seconds)),
    series: [{ label: "Power", values: points.map(({ watts }) => watts) }],
  };
}

/** The range of a power curve in words: "1 s to 60 min, at most 812 W". */
export function curveRange(curve: ChartData, { locale }: Format): string {
  const most = Math.max(...(curve.series[0]?.values ?? []).map((value) => value ?? 0));
  return `${curve.labels[0]} to ${curve.labels.at(-1)}, at most ${formatNumber(most, locale)} W`;
}
