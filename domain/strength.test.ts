import { describe, expect, it } from "vitest";
import {
  oneRepMax,
  type StrengthExercise,
  type StrengthSession,
  type StrengthSet,
  sameSession,
  setVolume,
  sumSets,
} from "./strength";
import { type DatedSet, recordsOf, sessionsOf } from "./strength-records";
import { formatVolume, formatWeight } from "./weights";

const set = (given: Partial<StrengthSet>): StrengthSet => ({
  kind: "normal",
  weightKg: null,
  reps: null,
  distanceM: null,
  durationS: null,
  rpe: null,
  ...given,
});
const exercise = (title: string, ...sets: Partial<StrengthSet>[]): StrengthExercise => ({
  exerciseId: title,
  title,
  notes: null,
  supersetId: null,
  sets: sets.map(set),
});

describe("volume", () => {
  it("counts failure and drop sets and leaves warm-ups, bodyweight and assistance out", () => {
    const session = [
      exercise(
        "Bench Press (Barbell)",
        { kind: "warmup", weightKg: 40, reps: 10 },
        { weightKg: 80, reps: 8 },
        { kind: "failure", weightKg: 80, reps: 6 },
        { kind: "dropset", weightKg: 60, reps: 9 },
      ),
      exercise("Pull Up", { reps: 8 }),
      exercise("Pull Up (Assisted)", { weightKg: 30, reps: 8 }),
      exercise("Treadmill", { distanceM: 2400, durationS: 900 }),
    ];
    expect(sumSets(session)).toEqual({ volumeKg: 640 + 480 + 540, setCount: 6 });
    expect(setVolume(set({ kind: "warmup", weightKg: 40, reps: 10 }), "Squat")).toBe(0);
  });
});

describe("the estimated one-repetition maximum", () => {
  it("follows Epley", () => {
    expect(oneRepMax(set({ weightKg: 100, reps: 10 }), "Squat")).toBeCloseTo(133.333, 3);
    expect(oneRepMax(set({ weightKg: 90, reps: 3 }), "Squat")).toBeCloseTo(99, 9);
  });

  it("is the weight of a single, and nothing of warm-ups, many repetitions, bodyweight and assistance", () => {
    expect(oneRepMax(set({ weightKg: 120, reps: 1 }), "Squat")).toBe(120);
    for (const [given, title] of [
      [{ kind: "warmup", weightKg: 60, reps: 5 }, "Squat"],
      [{ weightKg: 60, reps: 13 }, "Squat"],
      [{ reps: 8 }, "Pull Up"],
      [{ weightKg: 0, reps: 8 }, "Pull Up"],
      [{ weightKg: 30, reps: 8 }, "Dip (Assisted)"],
    ] as const)
      expect(oneRepMax(set(given), title)).toBeNull();
  });
});

describe("telling whether two sources speak of one session", () => {
  const session = (startAt: string, given: Partial<StrengthSession> = {}): StrengthSession => ({
    title: "Push day",
    description: null,
    startAt: new Date(startAt),
    endAt: null,
    durationS: 3600,
    exercises: [exercise("Squat", { weightKg: 86.1825503, reps: 5 })],
    ...given,
  });
  const api = session("2026-01-05T18:00:12Z");

  it("goes by the minute and the title, or the minute and the work", () => {
    expect(sameSession(session("2026-01-05T18:00:00Z", { exercises: [] }), api)).toBe(true);
    expect(sameSession(session("2026-01-05T18:00:00Z", { title: "Renamed" }), api)).toBe(true);
    expect(sameSession(session("2026-01-05T18:00:00Z", { title: "Renamed", exercises: [] }), api)).toBe(false);
    expect(sameSession(session("2026-01-05T18:01:00Z"), api)).toBe(false);
  });

  it("sees through a zone that the export does not tell, and through pounds", () => {
    const pounds = [exercise("squat", { weightKg: 86.18, reps: 5 })];
    expect(sameSession(session("2026-01-05T12:15:00Z", { exercises: pounds }), api)).toBe(true);
    expect(sameSession(session("2026-01-05T12:07:00Z"), api)).toBe(false);
    expect(sameSession(session("2026-01-08T18:00:00Z"), api)).toBe(false);
    expect(sameSession(session("2026-01-05T19:00:00Z", { exercises: [exercise("Squat", { weightKg: 90, reps: 5 })] }), api)).toBe(
      false,
    );
  });
});

describe("records", () => {
  const dated = (localDate: string, given: Partial<DatedSet>): DatedSet => ({
    ...{ workoutId: `w${localDate}`, localDate, weightKg: null, reps: null, distanceM: null, durationS: null },
    ...{ volumeKg: 0, oneRepMaxKg: null, ...given },
  });
  const sets = [
    dated("2026-01-01", { weightKg: 100, reps: 5, volumeKg: 500, oneRepMaxKg: 116.67 }),
    dated("2026-01-08", { weightKg: 110, reps: 1, volumeKg: 110, oneRepMaxKg: 110 }),
    dated("2026-01-08", { weightKg: 80, reps: 10, volumeKg: 800, oneRepMaxKg: 106.67 }),
    dated("2026-01-15", { weightKg: 110, reps: 1, volumeKg: 110, oneRepMaxKg: 110 }),
    dated("2026-01-20", { weightKg: 200, reps: 0 }),
  ];

  it("are held by the first set that reached them, and need a repetition", () => {
    expect(recordsOf(sets).map(({ kind, value, set }) => [kind, value, set.localDate])).toEqual([
      ["weight", 110, "2026-01-08"],
      ["oneRepMax", 116.67, "2026-01-01"],
      ["volume", 800, "2026-01-08"],
      ["reps", 10, "2026-01-08"],
    ]);
  });

  it("come with the course over sessions", () => {
    expect(sessionsOf(sets)[1]).toMatchObject({
      localDate: "2026-01-08",
      weightKg: 110,
      oneRepMaxKg: 110,
      volumeKg: 910,
      sets: 2,
    });
  });
});

describe("weights in words", () => {
  const metric = { units: "km", locale: "en-GB" } as const;
  const imperial = { units: "mi", locale: "en-US" } as const;
  it("shows plates as they are, and pounds to people of miles", () => {
    expect([80, 102.5, 61.25, null].map((kg) => formatWeight(kg, metric).value)).toEqual(["80", "102.5", "61.25", "–"]);
    expect(formatWeight(102.058_283_25, imperial)).toEqual({ value: "225", unit: "lb" });
    expect(formatWeight(80, imperial)).toEqual({ value: "176.4", unit: "lb" });
    expect(formatVolume(12_345.6, metric)).toEqual({ value: "12,346", unit: "kg" });
  });
});
