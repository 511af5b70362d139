import type { Basis } from "@/components/charts/activity-charts";
import type { ChannelData } from "@/components/charts/channel";
import { type ProjectedTrack, projectSamples, projectTrack } from "@/components/map/project";
import type { Track } from "@/domain/activity";
import { type DistancePoints, distanceCurve, distancePoints } from "@/domain/distance";
import { averageAboveZero } from "@/domain/series";
import { chartRows } from "@/domain/track-view";
import { type Format, formatElevation, metresPer, swimPaceMetres } from "@/domain/units";
import { formatDistanceAs, formatSpeedAs, type SpeedKind } from "./sports";

/** Rows of the charts and points of the drawn way: as many as a screen can show. */
const CHART_ROWS = 480;
const MAP_POINTS = 900;
/** Speed is shown as the mean over this many seconds before and after: shorter spans show the noise of GPS. */
const SMOOTH_HALF_S = 10;
/** Slower than this is standing, or resting at the wall; a pace chart would shoot off the page. */
const STANDING_MPS = { run: 0.8, swim: 0.25 };
/** Nobody turns one leg 120 times a minute on average: such a file counts both. */
const BOTH_LEGS_RPM = 120;

type LatLng = readonly [number, number] | null;

/** An activity's courses as ActivityCharts and TrackMap take them, sharing one cursor. */
export type Course = {
  bases: [Basis, ...Basis[]];
  channels: ChannelData[];
  map: { track: ProjectedTrack; samples: (number | null)[]; marks: { index: number; label: string }[] } | null;
};

export type CourseMeans = {
  pace?: number | null;
  speed?: number | null;
  heartRate?: number | null;
  cadence?: number | null;
  power?: number | null;
};

/** Turns a track into charts: pace and steps for runs, pace for swims, speed and power for rides. Null when there is nothing to draw. */
export function courseOf(track: Track, kind: SpeedKind, means: CourseMeans, format: Format): Course | null {
  const curve = distanceCurve(track);
  const points = curve ? distancePoints(track.time, curve) : null;
  // A pool knows only whole lengths: their mean speed is all there is, and there may be half a minute between two samples.
  const pooled = kind === "swim" && !track.channels.lat ? track.channels.speed : undefined;
  const speed = pooled ?? (points ? smoothSpeed(track.time, points) : track.channels.speed);
  const rows = chartRows({ ...track, channels: { ...track.channels, ...(speed ? { speed } : {}) } }, CHART_ROWS);
  const { locale } = format;
  const whole = { style: "number", decimals: 0, locale } as const;
  const time: Basis = { label: "Time", unit: "", values: rows.time.map((at) => Math.round(at)), format: { style: "clock" } };
  const swum = kind === "swim";
  const per = swum ? swimPaceMetres(format.units) / 100 : metresPer(format.units);
  const distance = rows.distance ? filled(rows.distance).map((metres) => Math.round((metres / per) * 1000) / 1000) : null;
  const channels: ChannelData[] = [];
  if (rows.speed) {
    const pace = kind === "ride" ? null : paceChannel(rows.speed, kind, means.pace, format);
    channels.push(pace ?? speedChannel(rows.speed, means.speed, format));
  }
  if (rows.power) channels.push({ label: "Power", unit: "W", values: rows.power, format: whole, mean: means.power });
  if (rows.heartRate)
    channels.push({ label: "Heart rate", unit: "bpm", values: rows.heartRate, format: whole, mean: means.heartRate });
  if (rows.cadence) channels.push(cadenceChannel(rows.cadence, kind, means.cadence, whole));
  if (rows.altitude) {
    const feet = format.units === "mi" ? 0.3048 : 1;
    channels.push({
      label: "Elevation",
      unit: formatElevation(0, format).unit,
      values: rows.altitude.map((metres) => (metres === null ? null : Math.round(metres / feet))),
      format: whole,
      fill: true,
    });
  }
  const map = mapOf(track, latLngs(rows.lat, rows.lng), points, format);
  if (channels.length === 0 && !map) return null;
  const far: Basis | null = distance
    ? {
        label: "Distance",
        unit: formatDistanceAs(kind, 0, format).unit,
        values: distance,
        format: { style: "number", decimals: swum ? 0 : 2, locale },
      }
    : null;
  return { bases: far ? [far, time] : [time], channels, map };
}

function paceChannel(
  speed: (number | null)[],
  kind: "run" | "swim",
  mean: number | null | undefined,
  { units, locale }: Format,
): ChannelData {
  const per = kind === "swim" ? swimPaceMetres(units) : metresPer(units);
  const values = speed.map((mps) => (mps !== null && mps > STANDING_MPS[kind] ? Math.round(per / mps) : null));
  const { unit } = formatSpeedAs(kind, null, { units, locale });
  return { label: "Pace", unit, values, format: { style: "clock" }, reverse: true, mean };
}

function speedChannel(speed: (number | null)[], mean: number | null | undefined, { units, locale }: Format): ChannelData {
  const values = speed.map((mps) => (mps === null ? null : Math.round((mps * 36_000) / metresPer(units)) / 10));
  const unit = units === "km" ? "km/h" : "mph";
  return { label: "Speed", unit, values, format: { style: "number", decimals: 1, locale }, mean };
}

function cadenceChannel(
  rpm: (number | null)[],
  kind: SpeedKind,
  mean: number | null | undefined,
  format: ChannelData["format"],
): ChannelData {
  const average = averageAboveZero(rpm.map((value) => value ?? 0)) ?? 0;
  const factor = kind === "run" && average <= BOTH_LEGS_RPM ? 2 : 1;
  const values = rpm.map((value) => (value === null || value === 0 ? null : value * factor));
  return { label: "Cadence", unit: kind === "run" ? "spm" : "rpm", values, format, mean };
}

/** A basis may not have holes: a missing reading keeps the one before. */
function filled(values: readonly (number | null)[]): number[] {
  let last = 0;
  return values.map((value) => {
    last = value === null ? last : Math.max(last, value);
    return last;
  });
}

/** Speed in m/s at each sample, over the distance covered within ten seconds before and after; NaN where nothing was recorded. */
function smoothSpeed(time: Float64Array, points: DistancePoints): Float64Array {
  const speed = new Float64Array(time.length).fill(Number.NaN);
  let low = 0;
  let high = 0;
  for (let i = 0; i < time.length; i++) {
    const at = time[i] as number;
    while (low < points.time.length && (points.time[low] as number) < at - SMOOTH_HALF_S) low++;
    while (high + 1 < points.time.length && (points.time[high + 1] as number) <= at + SMOOTH_HALF_S) high++;
    const span = (points.time[high] as number) - (points.time[low] as number);
    if (high > low && span > 0) speed[i] = ((points.distance[high] as number) - (points.distance[low] as number)) / span;
  }
  return speed;
}

function latLngs(lat: ArrayLike<number | null> | undefined, lng: ArrayLike<number | null> | undefined): LatLng[] {
  return Array.from({ length: lat?.length ?? 0 }, (_, i) => {
    const latitude = lat?.[i] ?? null;
    const longitude = lng?.[i] ?? null;
    return latitude === null || longitude === null || Number.isNaN(latitude + longitude) ? null : [latitude, longitude];
  });
}

function mapOf(track: Track, samples: LatLng[], points: DistancePoints | null, format: Format): Course["map"] {
  const places = latLngs(track.channels.lat, track.channels.lng);
  const known = places.flatMap((place, at) => (place ? [at] : []));
  if (known.length < 2) return null;
  const step = Math.max(1, Math.ceil(known.length / MAP_POINTS));
  const kept = known.filter((_, order) => order % step === 0 || order === known.length - 1);
  const drawn = projectTrack(kept.map((at) => places[at] ?? null));
  return {
    track: drawn,
    samples: projectSamples(samples, drawn.origin),
    marks: points ? marksOf(track, kept, points, format) : [],
  };
}

/** Where each kilometre or mile ends, at most a dozen of them. */
function marksOf(track: Track, kept: readonly number[], points: DistancePoints, { units }: Format) {
  const per = metresPer(units);
  const total = (points.distance[points.distance.length - 1] ?? 0) / per;
  const step = [1, 2, 5, 10, 20, 50, 100, 200].find((each) => total / each <= 12) ?? 500;
  const marks: { index: number; label: string }[] = [];
  let point = 0;
  for (let count = step; count < total; count += step) {
    while (point + 1 < points.distance.length && (points.distance[point] as number) < count * per) point++;
    const at = points.time[point] ?? 0;
    const index = kept.findIndex((sample) => (track.time[sample] ?? 0) >= at);
    if (index > 0) marks.push({ index, label: String(count) });
  }
  return marks;
}
