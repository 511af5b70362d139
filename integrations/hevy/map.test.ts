import { describe, expect, it } from "vitest";
import { sumSets } from "@/domain/strength";
import { hasShared, readShared } from "@/e2e/simulators/openapi.fixture";
import { readEvents, readWorkouts } from "./items";
import { broughtSession } from "./map";
import { eventsPage, hevyWorkout, userInfo, workoutCount, workoutsPage } from "./schema";

const workout = {
  ...{ id: "b459cba5", title: " Push\u0000 day ", routine_id: null, description: "" },
  ...{ start_time: "2026-01-05T18:00:12+00:00", end_time: "2026-01-05T19:04:40+00:00" },
  ...{ updated_at: "2026-01-05T19:05:01.464Z", created_at: "2026-01-05T19:05:01.464Z" },
  exercises: [
    {
      ...{ index: 0, title: "Bench Press (Barbell)", notes: "", exercise_template_id: "79D0BB3A", superset_id: null },
      sets: [{ index: 0, type: "normal", weight_kg: 80, reps: 8, distance_meters: null, duration_seconds: null, rpe: 8.5 }],
    },
  ],
};
const made = (changes: object) => broughtSession(hevyWorkout.parse({ ...workout, ...changes }));

describe("a workout of Hevy", () => {
  it("is a session in plain words, kilograms and seconds", () => {
    expect(made({})).toEqual({
      ...{ id: "hevy_b459cba5", by: "api", hevyId: "b459cba5" },
      session: {
        ...{ title: "Push day", description: null, durationS: 3868 },
        ...{ startAt: new Date("2026-01-05T18:00:12Z"), endAt: new Date("2026-01-05T19:04:40Z") },
        exercises: [
          {
            ...{ exerciseId: "79D0BB3A", title: "Bench Press (Barbell)", notes: null, supersetId: null },
            sets: [{ kind: "normal", weightKg: 80, reps: 8, distanceM: null, durationS: null, rpe: 8.5 }],
          },
        ],
      },
    });
  });

  it("has no end when that is before its start or days after it, and may leave out what it does not use", () => {
    expect(made({ end_time: "2026-01-05T17:00:00+00:00" }).session).toMatchObject({ endAt: null, durationS: 0 });
    expect(made({ end_time: "2026-01-08T17:00:00+00:00" }).session).toMatchObject({ endAt: null, durationS: 0 });
    const [bench] = workout.exercises;
    const bare = { title: "Plank", exercise_template_id: bench?.exercise_template_id, sets: [{ type: "myo", reps: 8.0 }] };
    const [exercise] = made({ description: undefined, exercises: [bare] }).session.exercises;
    expect(exercise?.sets).toEqual([{ kind: "normal", weightKg: null, reps: 8, distanceM: null, durationS: null, rpe: null }]);
  });
});

describe("what Hevy sends", () => {
  it("is taken in part when one workout cannot be read, and not at all when it does not say which", () => {
    const broken = { ...workout, id: "broken", exercises: [{ ...workout.exercises[0], sets: "none" }] };
    const items = readWorkouts([broken, workout]);
    expect(items.sessions.map(({ hevyId }) => hevyId)).toEqual(["b459cba5"]);
    expect(items.unreadable).toMatchObject([{ id: "broken", reason: expect.stringMatching(/^exercises\.0\.sets: /) }]);
    expect(() => readWorkouts([{ ...broken, id: { text: "broken" } }])).toThrow(/cannot be read/);
  });

  it("is no list of events when it is an error, and may be an empty one of another name", () => {
    expect(eventsPage.safeParse({ page: 1, page_count: 1, error: "no" }).success).toBe(false);
    expect(eventsPage.safeParse({ page: 1, page_count: 1, workouts: [workout] }).success).toBe(false);
    expect(eventsPage.parse({ page: 1, page_count: 1, workouts: [] }).events).toEqual([]);
  });
});

describe.runIf(hasShared)("recorded answers of Hevy", () => {
  const shared = (name: string) => readShared(`fixtures/hevy/constructed__${name}.json`);

  it("are read: pages, one workout, count, user", () => {
    const page = workoutsPage.parse(shared("workouts_page1"));
    const [push, legs] = readWorkouts(page.workouts).sessions;
    expect([page.page_count, push?.id, legs?.session.title]).toEqual([
      2,
      "hevy_b459cba5-cd6d-463c-abd6-54f8eafcadcb",
      "Legs 🦵, heavy",
    ]);
    // 80 × 8 + 80 × 6 + 60 × 9; the warm-up of 40 × 10, pull-ups, treadmill and plank weigh nothing.
    expect(sumSets(push?.session.exercises ?? [])).toEqual({ volumeKg: 1660, setCount: 3 + 2 + 1 + 1 });
    expect(push?.session.exercises[1]).toMatchObject({ notes: "felt good", supersetId: 0 });
    expect(legs?.session.startAt.toISOString()).toBe("2026-03-29T00:40:00.000Z");
    expect(broughtSession(hevyWorkout.parse(shared("workout_by_id")))).toEqual(push);
    expect(workoutCount.parse(shared("workouts_count")).workout_count).toBe(12);
    expect(userInfo.parse(shared("user_info")).data.name).toBe("testuser");
  });

  it("are read: events, with the deletion that took an update's place", () => {
    const items = readEvents(eventsPage.parse(shared("events_mixed")).events, new Set());
    expect(items.sessions).toHaveLength(2);
    expect(items.gone).toEqual([{ hevyId: "efe6801c-4aee-4959-bcdd-fca3f272821b", at: new Date("2026-03-28T13:00:00Z") }]);
    expect(new Date(items.newest).toISOString()).toBe("2026-03-29T02:11:00.001Z");
    expect(eventsPage.parse(shared("events_empty")).events).toEqual([]);
  });
});
