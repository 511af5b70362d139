import { CHANNELS, type Channel, type Track } from "./activity";
import { distanceCurve } from "./distance";

/** Decimals that a chart can show of each channel; more only make the page heavier. */
const DECIMALS: Record<Channel, number> = {
  lat: 5,
  lng: 5,
  altitude: 1,
  distance: 1,
  speed: 2,
  heartRate: 0,
  cadence: 0,
  power: 0,
  temperature: 0,
};

/**
 * A track thinned for charts: rows in order of time, all columns of one length, null for a missing reading, so that one cursor
 * serves all charts. `time` in seconds since the first sample.
 */
export type ChartRows = { time: number[] } & Partial<Record<Channel, (number | null)[]>>;

/**
 * Thins a track to at most `limit` rows and keeps every channel's extremes: the samples are cut into stretches of equal count, each
 * gives two rows, and each channel puts its lowest and highest reading there in the order in which they came. Time, distance and
 * position are those of the stretch's first and middle sample. A track that is short enough is returned sample by sample.
 * Distance is the monotone curve, from positions where the device recorded none.
 */
export function chartRows(track: Track, limit: number, wanted: readonly Channel[] = CHANNELS): ChartRows {
  const curve = wanted.includes("distance") ? distanceCurve(track) : null;
  const channels = curve ? { ...track.channels, distance: curve } : track.channels;
  const n = track.time.length;
  const start = track.time[0] ?? 0;
  const whole = n <= limit;
  const stretches = whole ? n : Math.max(1, Math.floor(limit / 2));
  const edge = (stretch: number) => Math.floor((stretch * n) / stretches);
  const pick = (values: Float64Array, factor: number) => {
    const rows: (number | null)[] = [];
    for (let s = 0; s < stretches; s++) {
      rows.push(rounded(values[edge(s)] as number, factor));
      if (!whole) rows.push(rounded(values[(edge(s) + edge(s + 1)) >> 1] as number, factor));
    }
    return rows;
  };
  const rows: ChartRows = {
    time: pick(
      track.time.map((time) => time - start),
      10,
    ).map(Number),
  };
  for (const channel of wanted) {
    const values = channels[channel];
    if (!values) continue;
    const factor = 10 ** DECIMALS[channel];
    const ordered = channel === "lat" || channel === "lng" || channel === "distance";
    rows[channel] = whole || ordered ? pick(values, factor) : extremes(values, stretches, edge, factor);
  }
  return rows;
}

function rounded(value: number, factor: number): number | null {
  return Number.isNaN(value) ? null : Math.round(value * factor) / factor;
}

function extremes(values: Float64Array, stretches: number, edge: (stretch: number) => number, factor: number): (number | null)[] {
  const rows: (number | null)[] = [];
  for (let s = 0; s < stretches; s++) {
    const from = edge(s);
    const to = edge(s + 1);
    let low = -1;
    let high = -1;
    for (let i = from; i < to; i++) {
      const value = values[i] as number;
      if (Number.isNaN(value)) continue;
      if (low < 0 || value < (values[low] as number)) low = i;
      if (high < 0 || value > (values[high] as number)) high = i;
    }
    if (low < 0) rows.push(null, null);
    else
      rows.push(rounded(values[Math.min(low, high)] as number, factor), rounded(values[Math.max(low, high)] as number, factor));
  }
  return rows;
}
