import type { Track } from "./activity";

const RADIANS = Math.PI / 180;
/** Circumference of the earth's equator in metres: the side of the web-mercator square. */
const SIDE_M = 40_075_016.686;
/** Web mercator ends here; further positions lie on the edge. */
const LAST_LATITUDE = 85.05112878;

/** Position on the web-mercator square: x, y from 0 to 1, y downwards. A longitude beyond ±180° lies beside the square. */
export function mercator(lat: number, lng: number): { x: number; y: number } {
  const sine = Math.sin(Math.max(-LAST_LATITUDE, Math.min(LAST_LATITUDE, lat)) * RADIANS);
  return { x: lng / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** Positions as flat pairs [lat, lng, lat, lng, …] in degrees with 5 decimals (1 m). Longitudes run on across the antimeridian. */
export type Line = number[];

/**
 * The line of a track for the map, simplified (Douglas and Peucker, in web mercator) so that no dropped point lies further than
 * `toleranceM` metres (at the equator) from it, and coarser still until at most `limit` points are left. Empty without positions.
 */
export function mapLine(track: Pick<Track, "channels">, toleranceM = 3, limit = 2000): Line {
  const { lat, lng } = track.channels;
  if (!lat || !lng) return [];
  const { xs, ys, lats, lngs } = projected(lat, lng);
  let kept = simplify(xs, ys, toleranceM / SIDE_M);
  for (let tolerance = toleranceM * 2; kept.length > Math.max(2, limit) && tolerance < SIDE_M; tolerance *= 2) {
    kept = simplify(xs, ys, tolerance / SIDE_M);
  }
  const line: Line = [];
  for (const i of kept) line.push(Math.round((lats[i] as number) * 1e5) / 1e5, Math.round((lngs[i] as number) * 1e5) / 1e5);
  return line;
}

/** Positions that exist, projected; a jump of more than half the globe is a step across the antimeridian and is unrolled. */
function projected(lat: Float64Array, lng: Float64Array) {
  const xs: number[] = [];
  const ys: number[] = [];
  const lats: number[] = [];
  const lngs: number[] = [];
  let turn = 0;
  let previous = Number.NaN;
  for (let i = 0; i < lat.length; i++) {
    const la = lat[i] as number;
    const ln = lng[i] as number;
    if (Number.isNaN(la) || Number.isNaN(ln)) continue;
    if (ln - previous > 180) turn -= 360;
    else if (ln - previous < -180) turn += 360;
    previous = ln;
    const { x, y } = mercator(la, ln + turn);
    xs.push(x);
    ys.push(y);
    lats.push(la);
    lngs.push(ln + turn);
  }
  return { xs, ys, lats, lngs };
}

/** Indices of the points to keep, with a stack instead of recursion: a straight line of 100,000 points must not overflow. */
function simplify(xs: readonly number[], ys: readonly number[], tolerance: number): number[] {
  const n = xs.length;
  if (n < 3) return xs.map((_, i) => i);
  const keep = new Uint8Array(n);
  keep[0] = 1;
  keep[n - 1] = 1;
  const stack = [0, n - 1];
  while (stack.length > 0) {
    const to = stack.pop() as number;
    const from = stack.pop() as number;
    let farthest = tolerance * tolerance;
    let split = -1;
    for (let i = from + 1; i < to; i++) {
      const distance = squaredDistance(xs, ys, i, from, to);
      if (distance > farthest) {
        farthest = distance;
        split = i;
      }
    }
    if (split < 0) continue;
    keep[split] = 1;
    stack.push(from, split, split, to);
  }
  const kept: number[] = [];
  for (let i = 0; i < n; i++) if (keep[i] === 1) kept.push(i);
  return kept;
}

/** Square of the distance of point `i` from the segment between `from` and `to`. */
function squaredDistance(xs: readonly number[], ys: readonly number[], i: number, from: number, to: number): number {
  const x0 = xs[from] as number;
  const y0 = ys[from] as number;
  const dx = (xs[to] as number) - x0;
  const dy = (ys[to] as number) - y0;
  const px = (xs[i] as number) - x0;
  const py = (ys[i] as number) - y0;
  const length = dx * dx + dy * dy;
  const along = length > 0 ? Math.max(0, Math.min(1, (px * dx + py * dy) / length)) : 0;
  const ex = px - along * dx;
  const ey = py - along * dy;
  return ex * ex + ey * ey;
}
