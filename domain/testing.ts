import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Channel, Track } from "./activity";

/** Folder with the reference material beside the repository, null on machines that do not have it. For tests only. */
export const SHARED = existsSync(join(process.cwd(), "../shared/activities")) ? join(process.cwd(), "../shared") : null;

/** Reads one JSON file of the reference material. */
export function readShared(path: string): unknown {
  return JSON.parse(readFileSync(join(SHARED ?? "", path), "utf8"));
}

/** A track from plain lists; null stands for a missing reading. */
export function trackOf(
  time: readonly number[],
  channels: Partial<Record<Channel, readonly (number | null)[]>>,
  pauses: Track["pauses"] = null,
): Track {
  const columns: Track["channels"] = {};
  for (const [channel, values] of Object.entries(channels)) {
    columns[channel as Channel] = Float64Array.from(values, (value) => value ?? Number.NaN);
  }
  return { time: Float64Array.from(time), channels: columns, pauses };
}

/** Seconds from 0 to `end`, end excluded, without those for which `missing` holds. */
export function seconds(end: number, missing: (second: number) => boolean = () => false): number[] {
  return Array.from({ length: end }, (_, second) => second).filter((second) => !missing(second));
}

const halves = (on: number, off: number, length: number) => (t: number) => (Math.floor(t / length) % 2 === 0 ? on : off);

/** The synthetic rides of the reference vectors: recorded seconds and the power in watts at each. */
export const RIDES: Record<string, { time: number[]; power: (second: number) => number }> = {
  S1: { time: seconds(3600), power: () => 200 },
  S2: { time: seconds(1800), power: halves(300, 100, 30) },
  S3: { time: seconds(1800), power: (t) => 100 + Math.floor(t / 10) },
  S4: { time: seconds(3600), power: (t) => Math.round(200 + 100 * Math.sin((2 * Math.PI * t) / 120)) },
  S5: { time: seconds(1500, (t) => t >= 600 && t < 900), power: () => 250 },
  S6: { time: seconds(1800), power: (t) => (t >= 600 && t < 1200 ? 0 : 250) },
  S7: { time: seconds(1200), power: (t) => (t < 120 ? 350 : t < 420 ? 150 : t < 480 ? 400 : 200) },
  S8: { time: seconds(3600), power: (t) => (t % 300 < 10 ? 900 : 120) },
  S9: { time: seconds(20), power: () => 400 },
  S10: { time: seconds(1800, (t) => t >= 600 && t < 610), power: halves(300, 150, 60) },
};

/** The track of a synthetic ride. */
export function rideTrack(name: string): Track {
  const ride = RIDES[name];
  if (!ride) throw new Error(`There is no synthetic ride ${name}.`);
  return trackOf(ride.time, { power: ride.time.map(ride.power) });
}
