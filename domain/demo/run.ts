import type { Activity, Channel } from "@/domain/activity";
import type { PlannedRun } from "./calendar";
import { heart } from "./heart";
import { type Loop, walker } from "./places";
import { between, type Random, wandering } from "./random";
import { Samples } from "./samples";

/** A stretch at one effort, as a part of the speed at threshold. */
type Stretch = { m: number; level: number };

const LEVEL = { recovery: 0.7, easy: 0.765, steady: 0.85, long: 0.755, tempo: 0.965, race: 1 } as const;

/** How fast a race is run, as a part of the speed at threshold: about what Riegel's exponent 1.06 gives. */
function raceLevel(km: number): number {
  return 1.015 * (km / 12) ** -0.06;
}

function stretches(plan: PlannedRun, random: Random): Stretch[] {
  const m = plan.km * 1000;
  if (plan.kind === "race") return [{ m, level: raceLevel(plan.km) }];
  if (plan.kind === "tempo") {
    return [
      { m: 2000, level: 0.75 },
      { m: m - 3500, level: LEVEL.tempo },
      { m: 1500, level: 0.72 },
    ];
  }
  if (plan.kind === "intervals") {
    const each = random() < 0.5 ? 400 : 1000;
    const rest = each === 400 ? 200 : 400;
    const times = Math.max(4, Math.round((m - 4000) / (each + rest)));
    const sets = Array.from({ length: times }, () => [
      { m: each, level: each === 400 ? 1.13 : 1.06 },
      { m: rest, level: 0.6 },
    ]);
    return [{ m: 2200, level: 0.76 }, ...sets.flat(), { m: 1600, level: 0.72 }];
  }
  if (plan.kind === "long" && random() < 0.35)
    return [
      { m: m - 4000, level: LEVEL.long },
      { m: 4000, level: 0.87 },
    ];
  return [{ m, level: LEVEL[plan.kind] }];
}

const OUTSIDE: readonly Channel[] = ["lat", "lng", "altitude", "distance", "speed", "heartRate", "cadence"];
const INSIDE: readonly Channel[] = ["distance", "speed", "heartRate", "cadence"];

export type Conditions = {
  random: Random;
  thresholdMps: number;
  warmth: number;
  stepS: number;
  lay: ((lengthM: number) => Loop) | null;
};

/** Runs a plan, second by second or coarser, and answers what a watch would have recorded: samples and laps. */
export function recordRun(
  plan: PlannedRun,
  { random, thresholdMps, warmth, stepS, lay }: Conditions,
): Pick<Activity, "track" | "laps" | "elapsedS"> {
  const parts = stretches(plan, random);
  const totalM = parts.reduce((sum, part) => sum + part.m, 0);
  // What is run in sets is as long as its sets; the loop is laid so that it ends at home all the same.
  const loop = lay?.(totalM) ?? null;
  const samples = new Samples(Math.ceil(totalM / 1.6 / stepS) + 200, loop ? OUTSIDE : INSIDE);
  const walk = loop ? walker(loop) : null;
  const pulse = heart(random, warmth);
  const pace = wandering(random, 0.93, 0.012);
  const [east, north, air] = [wandering(random, 0.985, 2.5e-6), wandering(random, 0.985, 1.6e-6), wandering(random, 0.99, 0.05)];
  const form = between(random, 0.975, 1.02) * (1 - 0.025 * warmth);
  const structured = plan.kind === "intervals" || plan.kind === "tempo";
  const stopAt = plan.kind !== "race" && loop && random() < 0.3 ? totalM * between(random, 0.3, 0.8) : Number.POSITIVE_INFINITY;
  let [second, distance, speed, done, index, stopped] = [0, 0, 1.5, 0, 0, false];
  let part = parts[0];
  for (; part && !samples.full; second += stepS) {
    const spot = walk?.(distance);
    const grade = spot?.grade ?? 0;
    const level = part.level * form;
    const wanted = thresholdMps * level * (1 - Math.max(-0.12, Math.min(0.3, 2.7 * grade))) * (1 + pace());
    speed += (wanted - speed) * (1 - Math.exp(-stepS / 5));
    samples.begin(second);
    if (spot) {
      samples.put("lat", spot.lat + north());
      samples.put("lng", spot.lng + east());
      samples.put("altitude", Math.round((spot.altitude + air()) * 5) / 5);
    }
    samples.put("distance", Math.round(distance * 100) / 100);
    samples.put("speed", Math.round(speed * 1000) / 1000);
    samples.put("heartRate", pulse((speed / thresholdMps) * (1 + 2.4 * grade), second, stepS));
    samples.put("cadence", Math.round(78 + 2.5 * speed + pace() * 20));
    if (distance >= totalM) break;
    const before = distance;
    distance = Math.min(totalM, distance + speed * stepS);
    if (!structured && Math.floor(distance / 1000) > Math.floor(before / 1000)) samples.lap(second, distance);
    while (part && distance - done >= part.m - 1e-6 && index < parts.length - 1) {
      done += part.m;
      if (structured) samples.lap(second, distance);
      part = parts[++index];
    }
    if (distance > stopAt && !stopped) {
      stopped = true;
      second += Math.round(between(random, 30, 140));
    }
  }
  samples.lap(second, distance);
  return { track: samples.track(), laps: samples.laps, elapsedS: second };
}
