import { createRandom, type Random, round } from "@/e2e/simulators/random";
import { TEMPLATES, type Template } from "./exercises";
import type { HevyExercise, HevySet, HevyWorkout } from "./types";

const DAY_MS = 86_400_000;

/** `count` workouts, about three a week, the newest shortly before `until`; the same for the same seed. */
export function makeWorkouts(seed: number, count: number, until: number): HevyWorkout[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const start = until - DAY_MS * ((count - index) * 2.33 - random.between(0, 1));
    return makeWorkout(random, Math.floor(start / 1000) * 1000);
  });
}

/** One workout that starts at that instant. */
export function makeWorkout(random: Random, startMs: number): HevyWorkout {
  const minutes = random.whole(25, 95);
  const end = startMs + minutes * 60_000;
  const saved = stamp(end + random.whole(1_000, 90_000));
  return {
    id: uuid(random),
    title: random.pick(["Push day", "Legs 🦵, heavy", "Pull day", "Full body", "Morning workout 💪"]),
    routine_id: random.chance(0.3) ? uuid(random) : null,
    description: random.chance(0.2) ? 'Felt "strong"\nsecond line' : "",
    start_time: wallTime(startMs),
    end_time: wallTime(end),
    updated_at: saved,
    created_at: saved,
    exercises: makeExercises(random),
  };
}

/** `2026-01-05T18:00:12+00:00` */
export function wallTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "+00:00");
}

/** `2026-01-05T19:05:01.464Z` */
export function stamp(ms: number): string {
  return new Date(ms).toISOString();
}

/** Version 4, lower case. */
export function uuid(random: Random): string {
  return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`;
}

function makeExercises(random: Random): HevyExercise[] {
  const chosen = random.shuffle(TEMPLATES).slice(0, random.whole(2, 6));
  return chosen.map((template, index) => ({
    index,
    title: template.title,
    notes: random.chance(0.15) ? "felt good" : "",
    exercise_template_id: template.id,
    superset_id: chosen.length > 3 && index < 2 ? 0 : null,
    sets: makeSets(random, template).map((set, number) => ({ ...set, index: number })),
  }));
}

function makeSets(random: Random, { type, title }: Template): HevySet[] {
  switch (type) {
    case "weight_reps":
      return liftSets(random, title.includes("Curl") ? 12 : random.whole(40, 110));
    case "reps_only":
      return Array.from({ length: random.whole(2, 4) }, () => set({ reps: random.whole(4, 12) }));
    case "distance_duration":
      return [set({ distance_meters: random.whole(10, 50) * 100, duration_seconds: random.whole(600, 2400) })];
    case "duration":
      return Array.from({ length: random.whole(1, 3) }, () => set({ duration_seconds: random.whole(30, 120) }));
  }
}

/** A warm-up that does not count for volume, working sets, sometimes one to failure and a drop set after it. */
function liftSets(random: Random, weight: number): HevySet[] {
  const work = Array.from({ length: random.whole(2, 4) }, () =>
    set({ weight_kg: weight, reps: random.whole(4, 10), rpe: random.chance(0.4) ? random.whole(12, 20) / 2 : null }),
  );
  return [
    ...(random.chance(0.6) ? [set({ type: "warmup", weight_kg: round(weight / 2, 1), reps: 10 })] : []),
    ...work,
    ...(random.chance(0.3) ? [set({ type: "failure", weight_kg: weight, reps: random.whole(3, 6), rpe: 10 })] : []),
    ...(random.chance(0.25) ? [set({ type: "dropset", weight_kg: round(weight * 0.75, 2), reps: random.whole(6, 12) })] : []),
  ];
}

/** What is not used is null, never left out. */
function set(given: Partial<HevySet>): HevySet {
  const none = { weight_kg: null, reps: null, distance_meters: null, duration_seconds: null, rpe: null, custom_metric: null };
  return { index: 0, type: "normal", ...none, ...given };
}
