import type { Activity, Channel } from "@/domain/activity";
import type { PlannedRide, RideKind } from "./calendar";
import { heart } from "./heart";
import { type Loop, walker } from "./places";
import { between, type Random, wandering } from "./random";
import { Samples } from "./samples";

/** Minutes at a part of the threshold power; the list is ridden round and round. */
type Block = { minutes: number; level: number };

const BLOCKS: Record<RideKind, readonly Block[]> = {
  spin: [{ minutes: 60, level: 0.52 }],
  endurance: [
    { minutes: 12, level: 0.62 },
    { minutes: 40, level: 0.7 },
    { minutes: 8, level: 0.76 },
  ],
  sweetspot: [
    { minutes: 12, level: 0.6 },
    { minutes: 18, level: 0.91 },
    { minutes: 6, level: 0.5 },
    { minutes: 18, level: 0.9 },
    { minutes: 30, level: 0.62 },
  ],
  vo2: [
    { minutes: 14, level: 0.6 },
    ...Array.from({ length: 5 }, () => [
      { minutes: 3.5, level: 1.15 },
      { minutes: 3.5, level: 0.48 },
    ]).flat(),
    { minutes: 25, level: 0.62 },
  ],
  group: [
    { minutes: 10, level: 0.6 },
    { minutes: 7, level: 0.86 },
    { minutes: 3, level: 1.02 },
    { minutes: 9, level: 0.68 },
    { minutes: 1.2, level: 1.5 },
    { minutes: 6, level: 0.55 },
  ],
};

const OUTSIDE: readonly Channel[] = [
  "lat",
  "lng",
  "altitude",
  "distance",
  "speed",
  "heartRate",
  "cadence",
  "power",
  "temperature",
];
const INSIDE: readonly Channel[] = ["distance", "speed", "heartRate", "cadence", "power"];

/** Rider and bike, kg; rolling resistance; drag area times half the density of air. */
const MASS = 82;
const ROLLING_N = 0.0045 * MASS * 9.81;
const DRAG = 0.19;

export type RideConditions = { random: Random; ftpW: number; warmth: number; stepS: number; loop: Loop | null };

/** Rides a plan and answers what a head unit with a power meter would have recorded. */
export function recordRide(
  plan: PlannedRide,
  { random, ftpW, warmth, stepS, loop }: RideConditions,
): Pick<Activity, "track" | "laps" | "elapsedS"> {
  const totalM = plan.km * 1000;
  const samples = new Samples(Math.ceil(totalM / 3.5 / stepS) + 200, loop ? OUTSIDE : INSIDE);
  const walk = loop ? walker(loop) : null;
  const pulse = heart(random, warmth);
  const effort = wandering(random, loop ? 0.8 : 0.5, loop ? 0.13 : 0.02);
  const air = wandering(random, 0.99, 0.05);
  const form = between(random, 0.96, 1.03);
  const stopAt = loop ? totalM * between(random, 0.4, 0.7) : Number.POSITIVE_INFINITY;
  const blocks = BLOCKS[plan.kind];
  let [second, distance, speed, left, index, power, stopped] = [0, 0, 3, (blocks[0]?.minutes ?? 1) * 60, 0, 100, false];
  for (; !samples.full; second += stepS) {
    const spot = walk?.(distance);
    const grade = spot?.grade ?? 0;
    const level = (blocks[index]?.level ?? 0.6) * form;
    // Uphill more, downhill less: nobody keeps the power over every crest.
    const wanted = ftpW * level * (1 + Math.max(-0.85, Math.min(0.35, grade * 7))) * (1 + effort());
    power = Math.max(0, power + (wanted - power) * (1 - Math.exp(-stepS / 3)));
    const coasting = grade < -0.035 && power < 0.35 * ftpW;
    if (coasting) power = 0;
    speed = Math.max(1.5, speed + (stepS / 2) * slope(power, speed, grade));
    speed = Math.max(1.5, Math.min(17.5, speed + (stepS / 2) * slope(power, speed, grade)));
    samples.begin(second);
    if (spot) {
      samples.put("lat", spot.lat);
      samples.put("lng", spot.lng);
      samples.put("altitude", Math.round((spot.altitude + air()) * 5) / 5);
      samples.put("temperature", Math.round(3 + 21 * warmth));
    }
    samples.put("distance", Math.round(distance * 100) / 100);
    samples.put("speed", Math.round(speed * 1000) / 1000);
    samples.put("power", Math.round(power));
    samples.put("cadence", power === 0 ? 0 : Math.round(82 + 8 * level + effort() * 12 - grade * 160));
    samples.put("heartRate", pulse((0.94 * power) / ftpW, second, stepS));
    if (distance >= totalM) break;
    distance = Math.min(totalM, distance + speed * stepS);
    left -= stepS;
    if (left <= 0) {
      index = (index + 1) % blocks.length;
      left = (blocks[index]?.minutes ?? 1) * 60;
      samples.lap(second, distance);
    }
    if (distance > stopAt && !stopped) {
      stopped = true;
      second += Math.round(between(random, 60, 900));
    }
  }
  samples.lap(second, distance);
  return { track: samples.track(), laps: samples.laps, elapsedS: second };
}

/** Acceleration from power against rolling, climbing and air. */
function slope(powerW: number, speed: number, grade: number): number {
  const drive = powerW / Math.max(2, speed);
  return Math.max(-2, Math.min(1.2, (drive - ROLLING_N - MASS * 9.81 * grade - DRAG * speed * speed) / MASS));
}
