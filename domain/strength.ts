/** What a set was for. Warm-ups do not count for volume and records; drop sets and sets to failure do. */
export const SET_KINDS = ["normal", "warmup", "dropset", "failure"] as const;
export type SetKind = (typeof SET_KINDS)[number];

/** One set: kilograms, metres, seconds; null where the exercise has no such measure. RPE is 6 to 10 in halves. */
export type StrengthSet = {
  kind: SetKind;
  weightKg: number | null;
  reps: number | null;
  distanceM: number | null;
  durationS: number | null;
  rpe: number | null;
};

/** An exercise of a session with its sets in order. `exerciseId` is the same across sessions. */
export type StrengthExercise = {
  exerciseId: string;
  title: string;
  notes: string | null;
  /** Exercises done in turns share one. */
  supersetId: number | null;
  sets: StrengthSet[];
};

/** A strength session as a source tells of it. */
export type StrengthSession = {
  title: string;
  description: string | null;
  startAt: Date;
  endAt: Date | null;
  durationS: number;
  exercises: StrengthExercise[];
};

/** Estimates from sets of more repetitions say little about one repetition, so there are none. */
const MOST_REPS_ESTIMATED = 12;

/** Whether a set is work: warm-ups are not. */
export function isWork({ kind }: Pick<StrengthSet, "kind">): boolean {
  return kind !== "warmup";
}

/** With a machine that helps, the weight is what it takes away: more of it is less work, so it is no load. */
function isAssisted(title: string): boolean {
  return /\bassisted\b/i.test(title);
}

/** Weight times repetitions in kg; 0 of warm-ups, of sets without weight and of assistance. */
export function setVolume(set: StrengthSet, title: string): number {
  return isWork(set) && !isAssisted(title) ? (set.weightKg ?? 0) * (set.reps ?? 0) : 0;
}

/**
 * Estimated one-repetition maximum in kg: weight × (1 + repetitions / 30), of a single the weight itself (B. Epley, Poundage Chart, Boyd
 * Epley Workout, 1985). Null of warm-ups, without weight, and of more than {@link MOST_REPS_ESTIMATED} repetitions.
 */
export function oneRepMax(set: StrengthSet, title: string): number | null {
  const { weightKg, reps } = set;
  if (!isWork(set) || isAssisted(title) || !weightKg || !reps || reps > MOST_REPS_ESTIMATED) return null;
  return reps === 1 ? weightKg : weightKg * (1 + reps / 30);
}

/** Volume in kg and the number of sets of a session, warm-ups apart. */
export function sumSets(exercises: readonly StrengthExercise[]): { volumeKg: number; setCount: number } {
  let volumeKg = 0;
  let setCount = 0;
  for (const { title, sets } of exercises) {
    for (const set of sets) {
      volumeKg += setVolume(set, title);
      if (isWork(set)) setCount++;
    }
  }
  return { volumeKg, setCount };
}

const cells = ({ kind, weightKg, reps, distanceM, durationS, rpe }: StrengthSet) => [
  kind,
  weightKg,
  reps,
  distanceM,
  durationS,
  rpe,
];

/** Whether two lists of exercises say the same in every figure and word. */
export function equalExercises(a: readonly StrengthExercise[], b: readonly StrengthExercise[]): boolean {
  const written = (list: readonly StrengthExercise[]) =>
    JSON.stringify(list.map((one) => [one.exerciseId, one.title, one.notes, one.supersetId, one.sets.map(cells)]));
  return written(a) === written(b);
}

/** Exports in pounds come back a little off. */
const WEIGHT_TOLERANCE_KG = 0.15;

/** Whether two lists of exercises hold the same work: the same exercises with the same sets, whatever their ids and notes say. */
function sameWork(a: readonly StrengthExercise[], b: readonly StrengthExercise[]): boolean {
  const near = (x: number | null, y: number | null) => Math.abs((x ?? 0) - (y ?? 0)) <= WEIGHT_TOLERANCE_KG;
  return (
    a.length === b.length &&
    a.every(({ title, sets }, index) => {
      const other = b[index];
      return (
        other?.title.toLowerCase() === title.toLowerCase() &&
        other.sets.length === sets.length &&
        sets.every((set, nth) => {
          const twin = other.sets[nth];
          return twin !== undefined && (set.reps ?? 0) === (twin.reps ?? 0) && near(set.weightKg, twin.weightKg);
        })
      );
    })
  );
}

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const FARTHEST_ZONES_MS = 26 * 60 * MINUTE_MS;

/** How far apart two starts can be that one zone less known makes different. */
export const MATCH_WINDOW_MS = FARTHEST_ZONES_MS + MINUTE_MS;

const minuteOf = (at: Date) => Math.floor(at.getTime() / MINUTE_MS);

/**
 * Whether an export and the API tell of one session. An export knows the minute on some clock: the same minute with the same title or
 * the same work, or, where the person was in another zone, the same title and work whole quarters of an hour apart.
 */
export function sameSession(a: StrengthSession, b: StrengthSession): boolean {
  const titled = a.title.trim().toLowerCase() === b.title.trim().toLowerCase();
  const apartMs = Math.abs(minuteOf(a.startAt) - minuteOf(b.startAt)) * MINUTE_MS;
  if (apartMs === 0) return titled || sameWork(a.exercises, b.exercises);
  return titled && apartMs <= FARTHEST_ZONES_MS && apartMs % QUARTER_MS === 0 && sameWork(a.exercises, b.exercises);
}
