import { CHANNELS, type Channel, type Track } from "./activity";

/** A hole of this many seconds or more without a recorded pause is a pause (the mark GoldenCheetah uses by default). */
const PAUSE_HOLE_S = 25;
/** Loggers that write one point in up to a minute exist; a point in seven minutes is no recording. */
const RAREST_POINTS_S = 60;
/** For those the mark is this many of their usual steps. */
const USUAL_STEPS = 5;
/** Fewer steps do not tell what is usual. */
const LEAST_STEPS = 3;
/** Slower than this is standing still. */
const MOVING_MPS = 0.5;

/**
 * From how many seconds on a hole between samples is a pause: 25 (METRICS, time base), but five usual steps of a logger that writes
 * a point every 25 to 60 s, whose every step would be a pause otherwise. `time` in seconds, rising.
 */
export function pauseHole(time: Float64Array): number {
  const steps = time.length - 1;
  const elapsed = (time[steps] ?? 0) - (time[0] ?? 0);
  // Half of all steps are at least as long as the usual one: most recordings are told apart without sorting.
  if (steps < LEAST_STEPS || elapsed < (steps * PAUSE_HOLE_S) / 2) return PAUSE_HOLE_S;
  const lengths = new Float64Array(steps);
  for (let i = 0; i < steps; i++) lengths[i] = (time[i + 1] as number) - (time[i] as number);
  const usual = lengths.sort()[steps >> 1] as number;
  return usual >= PAUSE_HOLE_S && usual <= RAREST_POINTS_S ? usual * USUAL_STEPS : PAUSE_HOLE_S;
}

/**
 * The recorded 1 Hz stream of an activity: one row for each second in which the timer ran, so that averages over rows are
 * averages over time. `second[i]` is the elapsed second (0 = first sample) of row i; a jump between neighbours is a pause.
 * Channels are as in `Track`; NaN is "no reading".
 */
export type SecondStream = {
  second: Int32Array;
  channels: Partial<Record<Channel, Float64Array>>;
};

/**
 * Turns a track into its recorded 1 Hz stream (METRICS, time base): samples of one second are merged (a later reading wins),
 * a hole that holds a pause of the device or is as long as `pauseHole` says stays a hole, a shorter one is smart recording and is filled by
 * linear interpolation. A reading that is missing on either side of a hole stays missing inside it.
 */
export function recordedStream(track: Track, wanted: readonly Channel[] = CHANNELS): SecondStream {
  const rows = rowsOf(track);
  const channels: SecondStream["channels"] = {};
  for (const channel of wanted) {
    const values = track.channels[channel];
    if (values) channels[channel] = spread(values, rows);
  }
  return { second: rows.second, channels };
}

/** Where each merged sample lands: samples `from[g]` to `from[g + 1] - 1` make row `row[g]`; rows between are filled. */
type Rows = { second: Int32Array; from: Int32Array; row: Int32Array; groups: number };

function rowsOf(track: Track): Rows {
  const { time, pauses } = track;
  const start = time[0] ?? 0;
  const from = new Int32Array(time.length + 1);
  const at = new Int32Array(time.length);
  let groups = 0;
  for (let i = 0; i < time.length; i++) {
    const second = Math.round((time[i] as number) - start);
    if (groups > 0 && second <= (at[groups - 1] as number)) continue;
    from[groups] = i;
    at[groups++] = second;
  }
  from[groups] = time.length;

  const row = new Int32Array(groups);
  const pauseFrom = pauseHole(time);
  const stops = pauses ? [...pauses].sort((a, b) => a[0] - b[0]) : [];
  let length = groups > 0 ? 1 : 0;
  let stop = 0;
  for (let g = 1; g < groups; g++) {
    const before = at[g - 1] as number;
    const hole = (at[g] as number) - before;
    let filled = hole > 1 && hole < pauseFrom;
    if (filled && stops.length > 0) {
      const holeFrom = time[(from[g] as number) - 1] as number;
      while (stop < stops.length && (stops[stop]?.[1] ?? 0) <= holeFrom) stop++;
      const next = stops[stop];
      if (next && next[0] < (time[from[g] as number] as number)) filled = false;
    }
    length += filled ? hole : 1;
    row[g] = length - 1;
  }

  const second = new Int32Array(length);
  if (groups > 0) second[0] = at[0] as number;
  for (let g = 1; g < groups; g++) {
    const to = row[g] as number;
    const span = to - (row[g - 1] as number);
    for (let k = 0; k < span; k++) second[to - k] = (at[g] as number) - k;
  }
  return { second, from, row, groups };
}

function spread(values: Float64Array, rows: Rows): Float64Array {
  const { from, row, groups } = rows;
  const out = new Float64Array(rows.second.length);
  for (let g = 0; g < groups; g++) {
    const first = from[g] as number;
    let value = Number.NaN;
    for (let i = (from[g + 1] as number) - 1; i >= first; i--) {
      value = values[i] as number;
      if (!Number.isNaN(value)) break;
    }
    const to = row[g] as number;
    out[to] = value;
    if (g === 0) continue;
    const back = row[g - 1] as number;
    const span = to - back;
    if (span < 2) continue;
    const previous = out[back] as number;
    const step = (value - previous) / span;
    for (let k = 1; k < span; k++) out[back + k] = previous + step * k;
  }
  return out;
}

/** Timer time in seconds: the recorded seconds, pauses left out. */
export function timerTime(stream: SecondStream): number {
  return stream.second.length;
}

/** Elapsed time in seconds, first to last sample. */
export function elapsedTime(track: Track): number {
  return (track.time[track.time.length - 1] ?? 0) - (track.time[0] ?? 0);
}

/**
 * Speed of each recorded second in m/s: as recorded, else the change of distance over the second before. Null when the stream
 * has neither. The first second after a pause has no speed of its own, as nothing says how much of the step fell into it.
 */
export function speedOf(stream: SecondStream): Float64Array | null {
  const { speed, distance } = stream.channels;
  if (speed) return speed;
  if (!distance) return null;
  const { second } = stream;
  const derived = new Float64Array(distance.length).fill(Number.NaN);
  for (let i = 1; i < distance.length; i++) {
    if ((second[i] as number) - (second[i - 1] as number) === 1)
      derived[i] = (distance[i] as number) - (distance[i - 1] as number);
  }
  return derived;
}

/**
 * Moving time in seconds: recorded seconds faster than `fromMps`, 0.5 m/s on land. Null when nothing tells the speed (an indoor
 * trainer).
 */
export function movingTime(speed: Float64Array | null, fromMps = MOVING_MPS): number | null {
  if (!speed) return null;
  let moving = 0;
  for (let i = 0; i < speed.length; i++) if ((speed[i] as number) > fromMps) moving++;
  return moving;
}
