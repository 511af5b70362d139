import type { SetKind, StrengthExercise, StrengthSession, StrengthSet } from "@/domain/strength";
import { addDays, daysBetween, startOfDay, weekday } from "@/domain/time-zones";
import { setbackAt } from "./form";
import { between, pick, type Random, randomOf } from "./random";

/** A strength session of the demo life. */
export type DemoSession = StrengthSession & { id: string; localDate: string; timeZone: string };

/** What can be lifted once, kg: at the beginning and as much more after years; `legs` suffers from what hurts there. */
type Lift = { id: string; title: string; from: number; gain: number; legs: boolean; plateKg: number };

const lift = (id: string, title: string, from: number, gain: number, legs = false, plateKg = 2.5): Lift => ({
  ...{ id: `demo_${id}`, title, from, gain, legs, plateKg },
});

const SQUAT = lift("squat", "Squat (Barbell)", 84, 34, true);
const BENCH = lift("bench", "Bench Press (Barbell)", 66, 22);
const DEADLIFT = lift("deadlift", "Deadlift (Barbell)", 106, 46, true, 5);
const PRESS = lift("press", "Overhead Press (Barbell)", 42, 13);
const ROW = lift("row", "Bent Over Row (Barbell)", 62, 20);
const LUNGE = lift("lunge", "Lunge (Dumbbell)", 34, 14, true, 2);
const CURL = lift("curl", "Bicep Curl (Dumbbell)", 18, 5, false, 1);
const RAISE = lift("raise", "Calf Raise (Machine)", 110, 40, true, 5);

type Session = { title: string; main: Lift[]; extra: Lift[]; also: "pull-up" | "plank" };

const SESSIONS: readonly Session[] = [
  { title: "Squat and bench", main: [SQUAT, BENCH], extra: [ROW], also: "plank" },
  { title: "Deadlift and press", main: [DEADLIFT, PRESS], extra: [LUNGE], also: "pull-up" },
  { title: "Squat and row", main: [SQUAT, ROW], extra: [CURL, RAISE], also: "pull-up" },
];
const UPPER: Session = { title: "Upper body only", main: [BENCH, PRESS], extra: [ROW, CURL], also: "pull-up" };

/** Repetitions and share of what is possible, week by week: three that get heavier and one to recover. */
const WAVE = [
  { reps: 8, share: 0.93 },
  { reps: 6, share: 0.95 },
  { reps: 4, share: 0.97 },
  { reps: 8, share: 0.8 },
] as const;

const NOTES = [
  "Slept badly, kept two in reserve.",
  "Belt for the last set.",
  "Grip gave up before the back did.",
  "Felt light today.",
];

/** Strength sessions from `first` to `now`, oldest first: twice a week, other things allowing. */
export function demoSessions(first: string, today: string, now: Date, timeZone: string): DemoSession[] {
  const sessions: DemoSession[] = [];
  for (let day = first; day <= today; day = addDays(day, 1)) {
    const random = randomOf(`strength ${day}`);
    const session = sessionOn(day, random);
    if (!session) continue;
    const years = daysBetween(first, day) / 365;
    const made = makeSession(session, day, years, random, timeZone);
    if (made.startAt.getTime() + made.durationS * 1000 < now.getTime()) sessions.push(made);
  }
  return sessions;
}

/** Mondays and Fridays; not with a flu, and only the upper body while a leg hurts. */
function sessionOn(day: string, random: Random): Session | null {
  const weekdays = [1, 5];
  if (!weekdays.includes(weekday(day)) || random() > 0.86) return null;
  const setback = setbackAt(day);
  if (setback) return setback.rides ? UPPER : null;
  // Counted from a fixed Monday, so that a day's session is the same whenever the demo is made.
  const nth = Math.floor(daysBetween("2020-01-06", day) / 7) * 2 + (weekday(day) === 1 ? 0 : 1);
  return SESSIONS[((nth % SESSIONS.length) + SESSIONS.length) % SESSIONS.length] ?? UPPER;
}

function makeSession(plan: Session, day: string, years: number, random: Random, timeZone: string): DemoSession {
  const week = Math.floor(daysBetween("2020-01-06", day) / 7);
  const wave = WAVE[((week % WAVE.length) + WAVE.length) % WAVE.length] ?? WAVE[0];
  const grown = 1 - Math.exp(-0.8 * years);
  const form = between(random, 0.975, 1.015);
  const able = ({ from, gain }: Lift) => (from + gain * grown) * form;
  const startAt = new Date(startOfDay(day, timeZone).getTime() + Math.round(between(random, 18.2, 19.4) * 60) * 60_000);
  const durationS = Math.round(between(random, 46, 68)) * 60;
  return {
    id: `demo_strength_${day.replaceAll("-", "")}`,
    ...{ localDate: day, timeZone, title: plan.title },
    description: random() < 0.08 ? pick(random, NOTES) : null,
    ...{ startAt, endAt: new Date(startAt.getTime() + durationS * 1000), durationS },
    exercises: [
      ...plan.main.map((one) => mainLift(one, able(one), wave, random)),
      ...plan.extra.map((one) => extraLift(one, able(one), random)),
      plan.also === "plank" ? plank(years, random) : pullUps(grown, random),
    ],
  };
}

const set = (kind: SetKind, given: Partial<StrengthSet>): StrengthSet => ({
  ...{ kind, weightKg: null, reps: null, distanceM: null, durationS: null, rpe: null },
  ...given,
});

const exercise = (id: string, title: string, sets: StrengthSet[]): StrengthExercise => ({
  ...{ exerciseId: id, title, notes: null, supersetId: null, sets },
});

const plates = (kg: number, { plateKg }: Lift) => Math.round(kg / plateKg) * plateKg;

function mainLift(one: Lift, able: number, { reps, share }: (typeof WAVE)[number], random: Random): StrengthExercise {
  const weightKg = plates((able / (1 + reps / 30)) * share, one);
  const warm = [0.5, 0.75].map((part) => set("warmup", { weightKg: Math.max(20, plates(weightKg * part, one)), reps: 5 }));
  const work = [0, 1, 2].map((nth) => set("normal", { weightKg, reps, rpe: share < 0.9 ? 6.5 : 7.5 + nth / 2 }));
  const all = share > 0.9 && random() < 0.35;
  const most = all ? [set("failure", { weightKg, reps: reps + Math.round(between(random, -1, 2)), rpe: 10 })] : [];
  return exercise(one.id, one.title, [...warm, ...work, ...most]);
}

function extraLift(one: Lift, able: number, random: Random): StrengthExercise {
  const weightKg = plates((able / (1 + 10 / 30)) * 0.88, one);
  const sets = [12, 10, 10].map((reps) => set("normal", { weightKg, reps: reps - (random() < 0.25 ? 1 : 0) }));
  const drop = random() < 0.2 ? [set("dropset", { weightKg: plates(weightKg * 0.7, one), reps: 12 })] : [];
  return exercise(one.id, one.title, [...sets, ...drop]);
}

function pullUps(grown: number, random: Random): StrengthExercise {
  const most = Math.round(6 + 6 * grown + between(random, -0.8, 0.8));
  return exercise(
    "demo_pull-up",
    "Pull Up",
    [0, 1, 2].map((less) => set("normal", { reps: most - less })),
  );
}

function plank(years: number, random: Random): StrengthExercise {
  const seconds = Math.round((60 + 20 * Math.min(years, 3) + between(random, -8, 8)) / 5) * 5;
  return exercise(
    "demo_plank",
    "Plank",
    [0, 1].map(() => set("normal", { durationS: seconds })),
  );
}
