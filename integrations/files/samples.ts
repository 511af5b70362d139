import { CHANNELS, type Channel, type Track } from "@/domain/activity";
import { FileRefused } from "./refused";
import { DAY_S } from "./units";

const FIRST_CAPACITY = 256;
/** Six samples a second for a day, or one a second for almost six: above it a file is made to fill the memory. */
const MOST_SAMPLES = 500_000;
/** METRICS, time base 2: further than this from the file's median timestamp is a clock error. */
const BOGUS_AFTER_S = 2 * DAY_S;

const CHANNEL_COUNT = CHANNELS.length;

/** Position of a channel among the columns of a `Samples`. */
export function columnOf(channel: Channel): number {
  return CHANNELS.indexOf(channel);
}

/** What a reading can be at all; anything else is damage and taken as no reading. Spikes that a sensor may really send stay. */
const BOUNDS: Record<Channel, [least: number, most: number]> = {
  lat: [-90, 90],
  lng: [-180, 180],
  altitude: [-1000, 30_000],
  distance: [0, 50_000_000],
  speed: [0, 1000],
  heartRate: [0, 300],
  cadence: [0, 1000],
  power: [-1000, 65_535],
  temperature: [-128, 128],
};
const LEAST = Float64Array.from(CHANNELS, (channel) => BOUNDS[channel][0]);
const MOST = Float64Array.from(CHANNELS, (channel) => BOUNDS[channel][1]);

/**
 * Samples while a file is being read: one growing column per channel, absent readings NaN, `time` in seconds since 1970.
 * Writers hold a row number, never a column, because columns are replaced when they grow.
 */
export class Samples {
  size = 0;
  time = new Float64Array(0);
  columns: Float64Array[] = CHANNELS.map(() => new Float64Array(0));

  /** Adds an empty sample at `timeS` and returns its row. Throws `FileRefused` beyond half a million. */
  append(timeS: number): number {
    if (this.size === this.time.length) this.grow();
    this.time[this.size] = timeS;
    return this.size++;
  }

  /** Writes a reading of the given row; NaN and what no reading can be clear it. */
  set(row: number, column: number, value: number): void {
    const values = this.columns[column];
    if (!values) return;
    values[row] = value >= (LEAST[column] ?? 0) && value <= (MOST[column] ?? 0) ? value : Number.NaN;
  }

  get(row: number, column: number): number {
    return this.columns[column]?.[row] ?? Number.NaN;
  }

  private grow(): void {
    if (this.size >= MOST_SAMPLES) throw new FileRefused("The file holds more samples than any activity has.");
    const capacity = Math.min(MOST_SAMPLES, Math.max(FIRST_CAPACITY, this.time.length * 2));
    const time = new Float64Array(capacity);
    time.set(this.time);
    this.time = time;
    this.columns = this.columns.map((old) => {
      const column = new Float64Array(capacity);
      column.set(old);
      return column.fill(Number.NaN, old.length);
    });
  }
}

/** Rows of a file in order, ready to be cut into activities: whole seconds strictly rising, clock errors and repeats gone. */
export type OrderedSamples = { time: Float64Array; columns: Float64Array[]; dropped: number };

/**
 * Sorts by time, drops samples more than two days from the median and merges samples of one second, where a later reading wins
 * over an earlier one and over none (METRICS, time base 1 and 2). Times become whole seconds since 1970.
 */
export function orderSamples(samples: Samples): OrderedSamples {
  const { size } = samples;
  let rising = true;
  for (let row = 1; row < size && rising; row++) rising = floorAt(samples, row) > floorAt(samples, row - 1);
  const first = size > 0 ? floorAt(samples, 0) : 0;
  const last = size > 0 ? floorAt(samples, size - 1) : 0;
  if (rising && last - first <= BOGUS_AFTER_S) {
    return {
      time: samples.time.slice(0, size).map(Math.floor),
      columns: samples.columns.map((column) => column.subarray(0, size)),
      dropped: 0,
    };
  }
  return mergeSeconds(samples);
}

function floorAt(samples: Samples, row: number): number {
  return Math.floor(samples.time[row] ?? 0);
}

function mergeSeconds(samples: Samples): OrderedSamples {
  const { size } = samples;
  const median = samples.time.slice(0, size).sort()[size >> 1] ?? 0;
  const rows: number[] = [];
  for (let row = 0; row < size; row++) {
    if (Math.abs((samples.time[row] ?? 0) - median) <= BOGUS_AFTER_S) rows.push(row);
  }
  rows.sort((a, b) => floorAt(samples, a) - floorAt(samples, b) || a - b);
  const time = new Float64Array(rows.length);
  const columns = CHANNELS.map(() => new Float64Array(rows.length).fill(Number.NaN));
  let out = -1;
  for (const row of rows) {
    const second = floorAt(samples, row);
    if (out < 0 || time[out] !== second) time[++out] = second;
    for (let column = 0; column < CHANNEL_COUNT; column++) {
      const value = samples.get(row, column);
      const target = columns[column];
      if (target && !Number.isNaN(value)) target[out] = value;
    }
  }
  const length = out + 1;
  return {
    time: time.subarray(0, length),
    columns: columns.map((column) => column.subarray(0, length)),
    dropped: size - rows.length,
  };
}

/** The first row at or after `timeS`. */
export function rowAt(time: Float64Array, timeS: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((time[middle] ?? 0) < timeS) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Cuts rows [from, to) out as a track whose times count from its first sample; null when there is no sample. Every array owns
 * its memory, so that a track can be handed to another thread. `pauses` are in seconds since 1970.
 */
export function cutTrack(ordered: OrderedSamples, from: number, to: number, pauses: [number, number][] | null): Track | null {
  const start = ordered.time[from];
  if (start === undefined || to <= from) return null;
  const channels: Partial<Record<Channel, Float64Array>> = {};
  CHANNELS.forEach((channel, index) => {
    const column = ordered.columns[index]?.slice(from, to);
    if (column?.some((value) => !Number.isNaN(value))) channels[channel] = column;
  });
  const time = ordered.time.slice(from, to);
  for (let row = 0; row < time.length; row++) time[row] = (time[row] ?? 0) - start;
  return { time, channels, pauses: pauses?.map(([a, b]): [number, number] => [a - start, b - start]) ?? null };
}
