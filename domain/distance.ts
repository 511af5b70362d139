import type { Track } from "./activity";
import { pauseHole } from "./time-base";

/** Mean radius of the earth in metres (IUGG), which the reference vectors use. */
const EARTH_RADIUS_M = 6_371_008.8;
const RADIANS = Math.PI / 180;

/**
 * Great-circle distance in metres between two positions in degrees (haversine formula). The sine of half the difference in
 * longitude has a period of 360°, so that a step across the antimeridian needs no special case.
 */
export function haversine(lat1: number, lng1: number, lat2: number, lng2: number): number {
  const sinLat = Math.sin((lat2 - lat1) * 0.5 * RADIANS);
  const sinLng = Math.sin((lng2 - lng1) * 0.5 * RADIANS);
  const a = sinLat * sinLat + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * sinLng * sinLng;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(a)));
}

/**
 * Cumulative distance in metres along positions in degrees; a sample without a position is NaN and the next one bridges it. The jump
 * over a pause does not count: the timer stood still meanwhile, and it would count the way back from a café twice (PROVIDERS 7.4).
 */
function distanceFromPositions(time: Float64Array, lat: Float64Array, lng: Float64Array): Float64Array {
  const curve = new Float64Array(lat.length).fill(Number.NaN);
  const pauseFrom = pauseHole(time);
  let total = 0;
  let lastLat = Number.NaN;
  let lastLng = Number.NaN;
  let lastTime = Number.NaN;
  for (let i = 0; i < lat.length; i++) {
    const la = lat[i] as number;
    const ln = lng[i] as number;
    if (Number.isNaN(la) || Number.isNaN(ln)) continue;
    const at = time[i] as number;
    if (at - lastTime < pauseFrom && (la !== lastLat || ln !== lastLng)) total += haversine(lastLat, lastLng, la, ln);
    curve[i] = total;
    lastTime = at;
    lastLat = la;
    lastLng = ln;
  }
  return curve;
}

/**
 * The distance curve of a track: metres since the first reading, never falling, NaN where there is no reading. The recorded
 * distance is used where there is one (a device fuses GPS and footpod); positions are summed only where there is none.
 * Null when the track has neither, or nothing moves.
 */
export function distanceCurve(track: Pick<Track, "time" | "channels">): Float64Array | null {
  const { distance, lat, lng } = track.channels;
  const recorded = distance ? monotone(distance) : null;
  if (recorded) return recorded;
  return lat && lng ? monotone(distanceFromPositions(track.time, lat, lng)) : null;
}

function monotone(values: Float64Array): Float64Array | null {
  const curve = new Float64Array(values.length);
  let first = Number.NaN;
  let highest = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isNaN(value)) {
      if (Number.isNaN(first)) first = value;
      if (value - first > highest) highest = value - first;
      curve[i] = highest;
    } else curve[i] = Number.NaN;
  }
  return highest > 0 ? curve : null;
}

/** Total of a curve of `distanceCurve` in metres, null when there is no curve. */
export function totalDistance(curve: Float64Array | null): number | null {
  if (!curve) return null;
  for (let i = curve.length - 1; i >= 0; i--) {
    const value = curve[i] as number;
    if (!Number.isNaN(value)) return value;
  }
  return null;
}

/** The points of a curve that carry a reading: `time` in seconds, `distance` in metres, both without NaN and rising. */
export type DistancePoints = { time: Float64Array; distance: Float64Array };

/** Pairs time and distance and leaves out samples without a distance, for searches that must not meet NaN. */
export function distancePoints(time: Float64Array, curve: Float64Array): DistancePoints {
  let count = 0;
  for (let i = 0; i < curve.length; i++) if (!Number.isNaN(curve[i] as number)) count++;
  if (count === curve.length) return { time, distance: curve };
  const points = { time: new Float64Array(count), distance: new Float64Array(count) };
  let at = 0;
  for (let i = 0; i < curve.length; i++) {
    const value = curve[i] as number;
    if (Number.isNaN(value)) continue;
    points.time[at] = time[i] as number;
    points.distance[at++] = value;
  }
  return points;
}
