/** A set with the day and the session it belongs to. */
export type DatedSet = {
  workoutId: string;
  localDate: string;
  weightKg: number | null;
  reps: number | null;
  distanceM: number | null;
  durationS: number | null;
  volumeKg: number;
  oneRepMaxKg: number | null;
};

/** What an exercise can have a record in. */
const STRENGTH_RECORDS = ["weight", "oneRepMax", "volume", "reps", "distance", "duration"] as const;
export type StrengthRecordKind = (typeof STRENGTH_RECORDS)[number];

/** The best set of a kind: when it was first reached, and in which session. Kilograms, repetitions, metres or seconds. */
export type StrengthRecord = { kind: StrengthRecordKind; value: number; set: DatedSet };

const VALUES: Record<StrengthRecordKind, (set: DatedSet) => number | null> = {
  weight: (set) => ((set.reps ?? 0) > 0 ? set.weightKg : null),
  oneRepMax: (set) => set.oneRepMaxKg,
  volume: (set) => set.volumeKg,
  reps: (set) => set.reps,
  distance: (set) => set.distanceM,
  duration: (set) => set.durationS,
};

/** The records of one exercise from its working sets, oldest first; of equal sets the first one holds the record. */
export function recordsOf(sets: readonly DatedSet[]): StrengthRecord[] {
  return STRENGTH_RECORDS.flatMap((kind) => {
    let best: StrengthRecord | null = null;
    for (const set of sets) {
      const value = VALUES[kind](set);
      // Differences below a gram are sums of roundings.
      if (value !== null && value > 0 && value > (best?.value ?? 0) + 0.001) best = { kind, value, set };
    }
    return best ? [best] : [];
  });
}

/** What an exercise was in one session: heaviest weight and best estimate in kg, volume in kg, sets, most repetitions. */
export type ExerciseSession = {
  workoutId: string;
  localDate: string;
  weightKg: number | null;
  oneRepMaxKg: number | null;
  volumeKg: number;
  sets: number;
  reps: number;
  distanceM: number;
  durationS: number;
};

const higher = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b));

/** The working sets of one exercise, session by session, in their order. */
export function sessionsOf(sets: readonly DatedSet[]): ExerciseSession[] {
  const sessions = new Map<string, ExerciseSession>();
  for (const set of sets) {
    const { workoutId, localDate } = set;
    const one = sessions.get(workoutId) ?? {
      ...{ workoutId, localDate, weightKg: null, oneRepMaxKg: null },
      ...{ volumeKg: 0, sets: 0, reps: 0, distanceM: 0, durationS: 0 },
    };
    one.weightKg = higher(one.weightKg, set.weightKg);
    one.oneRepMaxKg = higher(one.oneRepMaxKg, set.oneRepMaxKg);
    one.volumeKg += set.volumeKg;
    one.sets++;
    one.reps += set.reps ?? 0;
    one.distanceM += set.distanceM ?? 0;
    one.durationS += set.durationS ?? 0;
    sessions.set(workoutId, one);
  }
  return [...sessions.values()];
}
