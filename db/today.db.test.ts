import { expect, it } from "vitest";
import type { Track } from "@/domain/activity";
import { newHabitSchema } from "@/domain/habits";
import { currentStreak, eddington, runningStreaks } from "@/domain/streaks";
import { addDays } from "@/domain/time-zones";
import { encodeTrack } from "@/domain/track-codec";
import { createHabit, updateHabit } from "./habit-edits";
import { logHabit } from "./habit-logs";
import { listHabits } from "./habits";
import { listHabitsOfToday } from "./habits-of-today";
import { listRunDays } from "./run-charts";
import { deleteRun } from "./run-edits";
import { listRecentRunDays, tellRunDays } from "./running-today";
import { bestTrack, readWayOfLastRun } from "./source-list";
import { type TestUser, testUser } from "./testing";
import { as, makeRun } from "./testing-nouns";
import { insertTracks, trackRows } from "./tracks";

/** A Saturday. */
const TODAY = "2026-11-21";
const AT = { now: new Date("2026-11-21T10:00:00Z"), today: TODAY };

const run = (user: TestUser, date: string, distance: number) => makeRun(user, { startAt: `${date}T07:00:00Z`, distance });

it("tells of all days with a run what reading each of them would", async () => {
  const user = await testUser();
  await run(await testUser(), TODAY, 90_000);
  const told = (metres = 1000) => as(user, (tx) => tellRunDays(tx, metres));
  const days = () => as(user, (tx) => listRunDays(tx, {}));
  expect(await told()).toEqual({ eddington: { number: 0, daysForNext: 1 }, lastStreak: null });
  // A streak of four days with two runs on one of them that make the mile together, a short day, another streak of three.
  const distances = [5_000, 1_609.344, 900, 3_219, 1_600, 9_000, 12_500, 2_000];
  for (const [back, distance] of distances.entries()) await run(user, addDays(TODAY, -1 - back), distance);
  await run(user, addDays(TODAY, -3), 800);
  const gone = await run(user, addDays(TODAY, -5), 50_000);
  await as(user, (tx) => deleteRun(tx, gone.id));
  await run(user, "2024-02-29", 4_000);
  const all = await days();
  expect((await told()).lastStreak).toEqual({ days: 4, from: "2026-11-17", to: "2026-11-20" });
  for (const today of [TODAY, "2026-11-22", "2026-11-16", "2027-01-01"]) {
    expect(currentStreak((await told()).lastStreak, today)).toEqual(runningStreaks(all, today).current);
  }
  for (const metres of [1000, 1609.344, 1]) {
    expect((await told(metres)).eddington).toEqual(eddington(all.map(({ distanceM }) => distanceM / metres)));
  }
  expect((await told()).eddington).toEqual({ number: 4, daysForNext: 2 });
});

it("lists the days since a date, and the last ones of somebody who stopped before it", async () => {
  const user = await testUser();
  const recent = (since: string, atLeast: number) => as(user, (tx) => listRecentRunDays(tx, since, atLeast));
  expect(await recent("2026-01-01", 182)).toEqual([]);
  for (const date of ["2024-05-01", "2024-10-30", "2024-10-31", "2024-10-31", "2024-11-01"]) await run(user, date, 10_000.25);
  const all = await as(user, (tx) => listRunDays(tx, {}));
  expect(await recent("2024-10-31", 0)).toEqual(all.slice(2));
  expect(await recent("2026-01-01", 2)).toEqual(all.slice(1));
  expect(await recent("2026-01-01", 184)).toEqual(all);
  expect(all[2]).toEqual({ date: "2024-10-31", runs: 2, distanceM: 20_000.5, durationS: 6000 });
});

it("asks of the day's habits what looking at all their days asks", async () => {
  const user = await testUser();
  const schedules = [
    { kind: "per_week", times: 3 },
    { kind: "weekdays", weekdays: [1, 6] },
    { kind: "every_days", days: 10 },
    { kind: "every_days", days: 9 },
    { kind: "every_days", days: 1 },
  ];
  for (const schedule of schedules) {
    const wish = { name: JSON.stringify(schedule), schedule, kind: "number", target: 2, startDate: "2026-01-01" };
    const { id } = await as(user, (tx) => createHabit(tx, newHabitSchema.parse(wish), AT));
    const said = [
      ["2026-11-12", { value: 2 }],
      ["2026-11-13", { value: 1 }],
      ["2026-11-16", { skipped: true }],
      ["2026-11-19", { value: 3 }],
      ["2026-11-20", { value: 1 }],
      ["2026-11-21", { value: 2 }],
    ] as const;
    for (const [date, wish] of said) await as(user, (tx) => logHabit(tx, id, { date, ...wish }, TODAY));
  }
  const archived = await as(user, (tx) => createHabit(tx, newHabitSchema.parse({ name: "Gone" }), AT));
  await as(user, (tx) => updateHabit(tx, archived.id, { archived: true }, AT));
  for (const today of [TODAY, "2026-11-16", "2026-11-15", "2026-11-19", "2026-11-26", "2026-11-28", "2026-11-29"]) {
    for (const firstWeekday of [0, 1, 6]) {
      const day = { today, firstWeekday };
      const asked = await as(user, (tx) => listHabitsOfToday(tx, day));
      const all = await as(user, (tx) => listHabits(tx, { archived: false }, day));
      const of = ({ habit, state }: (typeof asked)[number]) => [habit, state.due, state.left, state.today];
      expect(asked.map(of), `${today} ${firstWeekday}`).toEqual(all.map(of));
      expect(asked).toHaveLength(schedules.length);
    }
  }
});

it("draws the way of the run that began last from the track that stands for it", async () => {
  const user = await testUser();
  const way = () => as(user, readWayOfLastRun);
  expect(await way()).toBeNull();
  const tracked = async (id: string, runId: string, facts: object, points: number) => {
    const lat = Float64Array.from({ length: points }, (_, i) => 48 + i / 1000);
    const time = Float64Array.from({ length: points }, (_, i) => i);
    const track: Track = { time, channels: { lat, lng: lat.map((degrees) => degrees - points) }, pauses: null };
    await as(user, async (tx) => {
      await tx.query(
        `insert into app.activity_sources (user_id, id, run_id, source, origin, facts, track_points) values ($1, $2, $3, 'file', 'file', $4, $5)`,
        [user.id, id, runId, JSON.stringify({ ...facts, trackPoints: points }), points],
      );
      await insertTracks(tx, trackRows(id, encodeTrack(track)));
    });
  };
  await tracked("old", (await run(user, "2026-11-10", 5_000)).id, { format: "fit" }, 9);
  expect((await way())?.lat).toHaveLength(9);
  const last = await run(user, "2026-11-12", 5_000);
  expect(await way()).toBeNull();
  const sources = [
    ["gpx", {}, 50],
    ["tcx", {}, 20],
    ["fit", {}, 10],
    ["fit", {}, 12],
    ["gpx", { summary: { power: { averageW: 200 } } }, 5],
  ] as const;
  for (const [index, [format, facts, points]] of sources.entries()) {
    await tracked(`source${index}`, last.id, { format, ...facts }, points);
    const best = await as(user, (tx) => bestTrack(tx, { runId: last.id }));
    expect(await way()).toEqual({ lat: best?.track.channels.lat, lng: best?.track.channels.lng });
  }
  expect((await way())?.lng[0]).toBe(43);
});
