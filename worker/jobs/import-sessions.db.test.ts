import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deleteStrengthWorkout } from "@/db/strength";
import { listExercises } from "@/db/strength-records";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { undoImport } from "@/db/undo-imports";
import type { HevySimulator } from "@/e2e/simulators/hevy/start";
import type { HevyWorkout } from "@/e2e/simulators/hevy/types";
import { writeZip } from "@/integrations/files/zip.fixture";
import { aHevy, connected, stored, sync } from "@/integrations/hevy/connected.fixture";
import { bring, results } from "./imports.fixture";

let sim: HevySimulator;
beforeAll(async () => {
  sim = await aHevy();
});
afterAll(() => sim.stop());

const HEAD =
  "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe";
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** As Hevy writes it: minutes on the person's clock, here so many hours from UTC. */
function clock(instant: string, hours: number): string {
  const at = new Date(Date.parse(instant) + hours * 3_600_000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** What Hevy exports of workouts. */
function exportOf(workouts: readonly HevyWorkout[], hours = 0) {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = workouts.flatMap((workout) =>
    workout.exercises.flatMap((exercise) =>
      exercise.sets.map((set) =>
        [
          ...[quoted(workout.title), quoted(clock(workout.start_time, hours)), quoted(clock(workout.end_time, hours))],
          ...[quoted(workout.description), quoted(exercise.title), exercise.superset_id ?? "", quoted(exercise.notes)],
          ...[set.index, set.type, set.weight_kg ?? "", set.reps ?? ""],
          ...[set.distance_meters === null ? "" : set.distance_meters / 1000, set.duration_seconds ?? "", set.rpe ?? ""],
        ].join(","),
      ),
    ),
  );
  return { name: "workout_data.csv", bytes: [HEAD, ...lines, ""].join("\n") };
}

function zipped(data: string) {
  const folder = mkdtempSync(join(tmpdir(), "almanac-hevy-"));
  const path = join(folder, "hevy.zip");
  writeZip(path, [{ path: "exports/workout_data.csv", content: Buffer.from(data) }]);
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return { name: "hevy.zip", bytes };
}

const newest = (apiKey: string) =>
  sim.control.workouts({ apiKey }).sort((a, b) => Date.parse(b.start_time) - Date.parse(a.start_time));
const account = (workouts: number, seed: number) => sim.control.addAccount({ apiKey: crypto.randomUUID(), workouts, seed });
const versions = async ({ id }: TestUser) =>
  (await ownerQuery<{ n: number }>("select count(*) as n from app.strength_workouts_history where user_id = $1", [id]))[0]?.n;
const live = async (user: TestUser) => (await stored({ user })).filter((session) => session.live);

describe("a Hevy export", () => {
  it("brings its sessions with a result each; the same file again changes nothing, also in an archive", async () => {
    const user = await testUser();
    const workouts = newest(account(50, 21));
    const first = await bring(user, [exportOf(workouts)]);
    expect([first.done, first.total]).toEqual([50, 50]);
    expect(new Set(results(first.items))).toEqual(new Set(["imported"]));
    expect(first.items[0]).toMatchObject({
      row: 1,
      runId: null,
      workoutId: null,
      strengthWorkoutId: expect.stringMatching(/^hevycsv_/),
    });
    const sessions = await stored({ user });
    const work = (workout: HevyWorkout) => workout.exercises.flatMap(({ sets }) => sets.filter(({ type }) => type !== "warmup"));
    const volume = workouts.flatMap(work).reduce((sum, { weight_kg, reps }) => sum + (weight_kg ?? 0) * (reps ?? 0), 0);
    expect(sessions.reduce((sum, { volume_kg }) => sum + volume_kg, 0)).toBeCloseTo(volume, 3);
    expect(sessions.map(({ title }) => title)).toEqual(workouts.map(({ title }) => title).reverse());
    const before = await versions(user);
    for (const file of [exportOf(workouts), zipped(exportOf(workouts).bytes)]) {
      const again = await bring(user, [file]);
      expect(new Set(results(again.items))).toEqual(new Set(["unchanged"]));
    }
    expect(await versions(user)).toBe(before);
    expect(await stored({ user })).toEqual(sessions);
  });

  it("changes what a later one tells otherwise, and nothing else", async () => {
    const user = await testUser({ timeZone: "Europe/Berlin" });
    const workouts = newest(account(6, 22));
    await bring(user, [exportOf(workouts, 1)]);
    await ownerQuery("update app.settings set time_zone = 'America/New_York' where user_id = $1", [user.id]);
    const [first, ...others] = workouts;
    if (!first) throw new Error("no workouts");
    const later = await bring(user, [exportOf([{ ...first, description: "Corrected" }, ...others], 1)]);
    expect(results(later.items)).toEqual(["updated", ...others.map(() => "unchanged")]);
    expect(await versions(user)).toBe(7);
  });

  it("fails the session that has a row nobody can read, and brings the others", async () => {
    const user = await testUser();
    const { name, bytes } = exportOf(newest(account(3, 23)));
    const lines = bytes.split("\n");
    const spoiled = [
      ...lines.slice(0, 2),
      (lines[2] ?? "").replace(/,(normal|warmup),[^,]*,/, ",normal,heavy,"),
      ...lines.slice(3),
    ];
    const { items } = await bring(user, [{ name, bytes: spoiled.join("\n") }]);
    expect(results(items)).toEqual(["failed", "imported", "imported"]);
    expect(items[0]?.reason).toBe("Row 2: the weight “heavy” cannot be true.");
  });

  it("leaves deleted what a person deleted", async () => {
    const user = await testUser();
    const workouts = newest(account(2, 24));
    const { items } = await bring(user, [exportOf(workouts)]);
    await as(user, (tx) => deleteStrengthWorkout(tx, items[0]?.strengthWorkoutId ?? ""));
    const again = await bring(user, [exportOf(workouts)]);
    expect(again.items.map(({ result, reason }) => [result, reason])).toEqual([
      ["unchanged", "You deleted this session, so it stays deleted."],
      ["unchanged", "This was imported before."],
    ]);
    expect(await live(user)).toHaveLength(1);
  });
});

describe("a session that comes from an export and from Hevy itself", () => {
  it("is one, whichever came first and whatever zone the export's clock was in", async () => {
    for (const [csvFirst, hours] of [
      [true, 0],
      [false, 0],
      [true, 9],
      [false, -5],
    ] as const) {
      const ada = await connected(sim, { workouts: 14, seed: 25 });
      const file = exportOf(newest(ada.apiKey), hours);
      const importing = async () => results((await bring(ada.user, [file])).items);
      if (csvFirst) {
        expect(new Set(await importing())).toEqual(new Set(["imported"]));
        expect((await sync(ada)).counts).toMatchObject({ inserted: 0, updated: 14 });
      } else {
        expect((await sync(ada)).counts).toMatchObject({ inserted: 14 });
        expect(new Set(await importing())).toEqual(new Set(["duplicate"]));
      }
      const sessions = await live(ada.user);
      expect(sessions).toHaveLength(14);
      // To the second and with Hevy's own ids, and the person's own data all the same.
      expect(sessions.map(({ start, origin }) => [start, origin])).toEqual(
        newest(ada.apiKey)
          .map(({ start_time }) => [start_time, "export"])
          .reverse(),
      );
      const before = await versions(ada.user);
      expect(new Set(await importing())).toEqual(new Set(["unchanged"]));
      expect((await sync(ada, { full: true })).counts).toMatchObject({ inserted: 0, updated: 0 });
      expect(await versions(ada.user)).toBe(before);
      const exercises = await as(ada.user, listExercises);
      expect(new Set(exercises.map(({ title }) => title)).size).toBe(exercises.length);
    }
  });

  it("keeps the exercises of older exports together with those that Hevy names", async () => {
    const ada = await connected(sim, { workouts: 12, seed: 26 });
    const workouts = newest(ada.apiKey);
    await bring(ada.user, [exportOf(workouts)]);
    for (const { id } of workouts.slice(6)) sim.control.deleteWorkout({ apiKey: ada.apiKey, id });
    await sync(ada);
    expect(await live(ada.user)).toHaveLength(12);
    const known = new Set(workouts.slice(0, 6).flatMap(({ exercises }) => exercises.map(({ title }) => title)));
    for (const { id, title } of await as(ada.user, listExercises))
      if (known.has(title)) expect(`${title}: ${id}`).not.toContain("title_");
  });
});

describe("undoing an import of sessions", () => {
  it("takes back what came from it alone; what Hevy or another import tells stays, and it can be imported again", async () => {
    const ada = await connected(sim, { workouts: 5, seed: 27 });
    const others = newest(account(4, 28));
    await sync(ada);
    const first = await bring(ada.user, [exportOf([...newest(ada.apiKey), ...others])]);
    const second = await bring(ada.user, [exportOf(others.slice(0, 1))]);
    expect(await live(ada.user)).toHaveLength(9);
    const undone = await as(ada.user, (tx) => undoImport(tx, first.id));
    expect(undone.state).toBe("undone");
    const left = await live(ada.user);
    expect(left.map(({ origin }) => origin).sort()).toEqual([...Array(5).fill("api"), "export"]);
    await as(ada.user, (tx) => undoImport(tx, second.id));
    expect(await live(ada.user)).toHaveLength(5);
    const again = await bring(ada.user, [exportOf(others)]);
    expect(new Set(results(again.items))).toEqual(new Set(["imported"]));
    const back = (await live(ada.user)).filter(({ origin }) => origin === "export");
    expect(back.map(({ sets }) => sets > 0)).toEqual([true, true, true, true]);
  });
});
