import { describe, expect, it } from "vitest";
import { newReflectionSchema, reflectionFilterSchema } from "@/domain/reflections";
import { newTaskSchema } from "@/domain/tasks";
import { addDays } from "@/domain/time-zones";
import { createGoal } from "./goal-edits";
import { createHabit } from "./habit-edits";
import {
  createReflection,
  deleteReflection,
  listReflectionVersions,
  restoreReflection,
  undeleteReflection,
  updateReflection,
} from "./reflection-edits";
import { getReflection, listMoods, listReflections } from "./reflections";
import { createTask, deleteTask } from "./task-edits";
import { type TestUser, testUser } from "./testing";
import { as } from "./testing-nouns";

const TODAY = "2026-11-21";
const AT = { now: new Date("2026-11-21T10:00:00Z"), today: TODAY };
const write = (user: TestUser, wish: Record<string, unknown>) =>
  as(user, (tx) => createReflection(tx, newReflectionSchema.parse(wish), AT));
const search = (user: TestUser, filter: Record<string, unknown>) =>
  as(user, async (tx) => (await listReflections(tx, reflectionFilterSchema.parse(filter))).rows);
const total = (user: TestUser, filter: Record<string, unknown>) =>
  as(user, async (tx) => (await listReflections(tx, reflectionFilterSchema.parse(filter))).total);
const days = async (user: TestUser, filter: Record<string, unknown>) =>
  (await search(user, filter)).map(({ date }) => date.slice(8));

describe("a reflection", () => {
  it("is one a day, whoever comes second is told of the first", async () => {
    const ada = await testUser();
    const first = await write(ada, { mood: 4, text: "A good day" });
    expect(first).toMatchObject({ date: TODAY, mood: 4, text: "A good day", version: 1 });
    const refusal = { kind: "conflict", extra: { current: { id: first.id } } };
    await expect(write(ada, { mood: 1 })).rejects.toMatchObject(refusal);
    await expect(write(ada, { date: addDays(TODAY, -1), text: " " })).rejects.toMatchObject({ kind: "invalid" });
    const both = await Promise.allSettled([1, 2, 3, 4].map((mood) => write(ada, { date: "2026-11-01", mood })));
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of both) if (one.status === "rejected") expect(one.reason).toMatchObject({ kind: "conflict" });
    await as(ada, (tx) => deleteReflection(tx, first.id));
    await write(ada, { mood: 2 });
    await expect(as(ada, (tx) => undeleteReflection(tx, first.id))).rejects.toMatchObject({ kind: "conflict" });
  });

  it("keeps text and links in its versions", async () => {
    const ada = await testUser();
    const { id: taskId } = await as(ada, (tx) => createTask(tx, newTaskSchema.parse({ title: "Task" }), AT));
    const { id: goalId } = await as(ada, (tx) => createGoal(tx, { title: "Goal" }, TODAY));
    const { id: habitId } = await as(ada, (tx) => createHabit(tx, { name: "Habit" }, AT));
    const { id } = await write(ada, { text: "First", taskIds: [taskId], goalIds: [goalId], habitIds: [habitId] });
    await as(ada, (tx) => updateReflection(tx, id, { text: "Second", taskIds: [], mood: 3 }, 1));
    await expect(as(ada, (tx) => updateReflection(tx, id, { mood: 1 }, 1))).rejects.toMatchObject({ kind: "conflict" });
    expect((await as(ada, (tx) => updateReflection(tx, id, { text: "Second" }))).version).toBe(2);
    const versions = await as(ada, (tx) => listReflectionVersions(tx, id));
    expect(versions.map(({ changedFields, reflection }) => [changedFields, reflection.text, reflection.taskIds])).toEqual([
      [["mood", "text", "taskIds"], "Second", []],
      [[], "First", [taskId]],
    ]);
    const back = await as(ada, (tx) => restoreReflection(tx, id, 1, AT));
    expect(back).toMatchObject({ text: "First", mood: null, taskIds: [taskId], goalIds: [goalId], habitIds: [habitId] });
    await as(ada, (tx) => deleteTask(tx, taskId));
    expect((await as(ada, (tx) => getReflection(tx, id))).taskIds).toEqual([]);
  });

  it("cannot be linked to what is another person's", async () => {
    const [ada, bob] = [await testUser(), await testUser()];
    const { id } = await as(bob, (tx) => createGoal(tx, { title: "Goal" }, TODAY));
    await expect(write(ada, { mood: 3, goalIds: [id] })).rejects.toMatchObject({
      kind: "invalid",
      extra: { fields: [{ path: "goalIds" }] },
    });
  });
});

describe("reflections", () => {
  it("are found by the beginnings of words, by phrases and by what is not in them", async () => {
    const ada = await testUser();
    const texts = [
      "Long run in the rain",
      "It rained, no running",
      "Wrote code; it's O'Brien's \\ bug",
      "Läuft: 100% & more",
      "Café",
    ];
    for (const [i, text] of texts.entries()) await write(ada, { date: `2026-11-0${i + 1}`, text, mood: i + 1 });
    expect(await days(ada, { q: "run" })).toEqual(["02", "01"]);
    expect(await days(ada, { q: "RUN rain" })).toEqual(["02", "01"]);
    expect(await days(ada, { q: '"in the rain"' })).toEqual(["01"]);
    expect(await days(ada, { q: "rain -no" })).toEqual(["01"]);
    expect(await days(ada, { q: "o'brien" })).toEqual(["03"]);
    expect(await days(ada, { q: "läu" })).toEqual(["04"]);
    expect(await days(ada, { q: "caf" })).toEqual(["05"]);
    for (const q of ["'", '"', "\\", "!!", "a:*b", "' | true", "\\'", "(", "run & ", "it's \\", ":*", "<->"])
      await search(ada, { q });
    expect(await days(ada, { q: "run", mood: "2" })).toEqual(["02"]);
    expect(await total(ada, { q: "rain", limit: "1", page: "2" })).toBe(2);
    expect(await total(ada, { q: "nowhere" })).toBe(0);
    expect(await total(ada, { from: "2026-11-02", to: "2026-11-04", limit: "1" })).toBe(3);
    expect(await as(ada, (tx) => listMoods(tx, "2026-11-04", "2026-11-30"))).toMatchObject([
      { date: "2026-11-04", mood: 4 },
      { date: "2026-11-05", mood: 5 },
    ]);
    expect(await search(await testUser(), { q: "rain" })).toEqual([]);
  });

  it("are found in plain letters, by the parts of joined words and by pictures", async () => {
    const ada = await testUser();
    const texts = ["Über die Straße zum Café", "Cafe\u0301 with my mother-in-law", "Ein Œuvre 🚲 für Søren", "Ёлка"];
    for (const [i, text] of texts.entries()) await write(ada, { date: `2026-11-0${i + 1}`, text, mood: 3 });
    for (const q of ["uber", "ÜBER", "strasse", "STRAẞE", '"strasse zum cafe"'])
      expect(await days(ada, { q }), q).toEqual(["01"]);
    for (const q of ["cafe", "CAFÉ", "cafe\u0301"]) expect(await days(ada, { q }), q).toEqual(["02", "01"]);
    for (const q of ["in-law", "mother-in-law", '"mother in law"', "mother‑in"])
      expect(await days(ada, { q }), q).toEqual(["02"]);
    for (const q of ["oeuvre", "soren", "🚲", "fur 🚲"]) expect(await days(ada, { q }), q).toEqual(["03"]);
    for (const q of ["🎉", "cafe 🚲", "law-in"]) expect(await days(ada, { q }), q).toEqual([]);
    expect(await days(ada, { q: "-🚲 -cafe" })).toEqual(["04"]);
    expect(await days(ada, { q: "елка" })).toEqual(["04"]);
  });

  it("come in pages, each once", async () => {
    const ada = await testUser();
    for (let i = 0; i < 7; i++) await write(ada, { date: addDays(TODAY, -i), mood: 3 });
    const found: string[] = [];
    let next: string | null = null;
    do {
      const filter = reflectionFilterSchema.parse({ limit: "3", ...(next ? { next } : {}) });
      const page = await as(ada, (tx) => listReflections(tx, filter));
      found.push(...page.rows.map(({ date }) => date));
      next = page.next;
    } while (next);
    expect(found).toEqual(Array.from({ length: 7 }, (_, i) => addDays(TODAY, -i)));
  });
});
