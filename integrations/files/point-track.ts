import type { Activity, Track } from "@/domain/activity";
import { distanceCurve, totalDistance } from "@/domain/distance";
import { droppedSamples } from "./refused";
import { columnOf, cutTrack, orderSamples, Samples } from "./samples";

/** One reading of a point in a GPX or TCX file; NaN where the point says nothing. */
export type Point = {
  lat: number;
  lng: number;
  altitude: number;
  distance: number;
  speed: number;
  heartRate: number;
  cadence: number;
  power: number;
  temperature: number;
};

const CHANNEL_NAMES = ["lat", "lng", "altitude", "distance", "speed", "heartRate", "cadence", "power", "temperature"] as const;
const COLUMNS = CHANNEL_NAMES.map((name) => ({ name, column: columnOf(name) }));

export function emptyPoint(): Point {
  return Object.fromEntries(CHANNEL_NAMES.map((name) => [name, Number.NaN])) as Point;
}

/** More activities than this in one file are not read: the file is made to fill the memory. */
export const MOST_TRACKS = 1000;
export const TOO_MANY_TRACKS = "The file holds more than 1,000 activities. Split it and import the parts.";

/** Collects the points of one activity of an XML file and makes its track. */
export class PointTrack {
  readonly samples = new Samples();
  /** Points without a time: they cannot be placed. */
  untimed = 0;
  offsetS: number | null = null;
  readonly pauses: [number, number][] = [];

  add(epochS: number, point: Point): void {
    const row = this.samples.append(epochS);
    const placed = Math.abs(point.lat) <= 90 && Math.abs(point.lng) <= 180;
    for (const { name, column } of COLUMNS) {
      const value = point[name];
      if (Number.isFinite(value) && (placed || (name !== "lat" && name !== "lng"))) this.samples.set(row, column, value);
    }
  }

  /** Takes over the points of a later piece of the same log. */
  append(piece: PointTrack): void {
    for (let row = 0; row < piece.samples.size; row++) {
      const target = this.samples.append(piece.samples.time[row] ?? 0);
      for (const { column } of COLUMNS) this.samples.set(target, column, piece.samples.get(row, column));
    }
    this.untimed += piece.untimed;
    this.pauses.push(...piece.pauses);
  }

  /** The track with its start (seconds since 1970) and what had to be left out; null without two moments in time. */
  finish(): { startS: number; track: Track; warnings: string[] } | null {
    const ordered = orderSamples(this.samples);
    const startS = ordered.time[0];
    const track = cutTrack(ordered, 0, ordered.time.length, this.pauses.length > 0 ? this.pauses : null);
    if (track === null || startS === undefined || track.time.length < 2) return null;
    const warnings: string[] = [];
    if (ordered.dropped > 0) warnings.push(droppedSamples(ordered.dropped, "days away from the rest"));
    if (this.untimed > 0) warnings.push(droppedSamples(this.untimed, "missing"));
    return { startS, track, warnings };
  }
}

/** The fields of an activity that a file of bare points leaves to be filled by its reader. */
export function pointActivity(startS: number, track: Track, warnings: string[]): Activity {
  return {
    sport: "other",
    rawSport: null,
    indoor: false,
    name: null,
    notes: null,
    startAt: new Date(startS * 1000),
    startPrecision: "second",
    localDate: null,
    timeZone: null,
    utcOffsetS: null,
    elapsedS: track.time[track.time.length - 1] ?? 0,
    timerS: null,
    distanceM: totalDistance(distanceCurve(track)),
    elevationGainM: null,
    averageHeartRateBpm: null,
    maxHeartRateBpm: null,
    calories: null,
    gearName: null,
    device: null,
    track,
    laps: [],
    warnings,
  };
}
