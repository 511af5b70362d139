import { describe, expect, it } from "vitest";
import { taskFilterSchema } from "@/domain/task-filter";
import { newTaskSchema } from "@/domain/tasks";
import { newId } from "@/lib/crypto";
import { changeTasks, undoTasks } from "./task-bulk";
import { createTask, deleteTask, undeleteTask, updateTask } from "./task-edits";
import { countTaskKinds, countTasks, listTasks } from "./task-list";
import { moveTask } from "./task-order";
import { listTaskVersions, restoreTask } from "./task-versions";
import { getTask } from "./tasks";
import { ownerQuery, type TestUser, testUser } from "./testing";
import { as } from "./testing-nouns";

const TODAY = "2026-11-21";
let clock = Date.parse("2026-11-21T10:00:00Z");
const at = (today = TODAY) => {
  clock += 1000;
  return { now: new Date(clock), today };
};
const add = (user: TestUser, wish: Record<string, unknown> = {}) =>
  as(user, (tx) => createTask(tx, newTaskSchema.parse({ title: "Water the plants", ...wish }), at()));
const find = (user: TestUser, filter: Record<string, unknown> = {}) =>
  as(user, async (tx) => (await listTasks(tx, taskFilterSchema.parse(filter), TODAY)).rows);
const titles = async (user: TestUser, filter: Record<string, unknown> = {}) =>
  (await find(user, filter)).map(({ title }) => title);

async function addGoal(user: TestUser, title = "Green home"): Promise<string> {
  const id = newId();
  await as(user, (tx) =>
    tx.query(
      `with w as (insert into app.goals (user_id, id, title, target, start_date) values ($1, $2, $3, 1, '2026-01-01') returning *)
        insert into app.goals_history select user_id, id, 1, 'original', '{}', '{}', 'user', null, null, now() from w`,
      [user.id, id, title],
    ),
  );
  return id;
}

describe("a task", () => {
  it("is changed with a version for each change, and none for no change", async () => {
    const ada = await testUser();
    const goal = await addGoal(ada);
    const { id } = await add(ada, { priority: 2 });
    await as(ada, (tx) => updateTask(tx, id, { priority: 2 }, at()));
    const { task } = await as(ada, (tx) => updateTask(tx, id, { title: "Water them", goalIds: [goal] }, at(), 1));
    expect(task).toMatchObject({ title: "Water them", version: 2, goalIds: [goal] });
    await expect(as(ada, (tx) => updateTask(tx, id, { title: "x" }, at(), 1))).rejects.toMatchObject({ kind: "conflict" });
    const versions = await as(ada, (tx) => listTaskVersions(tx, id));
    expect(versions.map(({ changedFields, task: was }) => [changedFields, was.title, was.goalIds])).toEqual([
      [["title", "goalIds"], "Water them", [goal]],
      [[], "Water the plants", []],
    ]);
    const back = await as(ada, (tx) => restoreTask(tx, id, 1, at()));
    expect(back).toMatchObject({ title: "Water the plants", version: 3, goalIds: [] });
  });

  it("cannot be linked to another person's goal", async () => {
    const [ada, bob] = [await testUser(), await testUser()];
    const goal = await addGoal(bob);
    await expect(add(ada, { goalIds: [goal] })).rejects.toMatchObject({
      kind: "invalid",
      extra: { fields: [{ path: "goalIds" }] },
    });
  });

  it("counts on the day of the person's zone, and comes back from deletion", async () => {
    const ada = await testUser({ timeZone: "Pacific/Kiritimati" });
    const { id } = await add(ada);
    const { task } = await as(ada, (tx) =>
      updateTask(tx, id, { status: "done" }, { now: new Date("2026-11-21T10:30:00Z"), today: "2026-11-22" }),
    );
    expect(task).toMatchObject({ status: "done", completedOn: "2026-11-22", completedAt: new Date("2026-11-21T10:30:00Z") });
    await as(ada, (tx) => deleteTask(tx, id));
    await expect(as(ada, (tx) => getTask(tx, id))).rejects.toMatchObject({ kind: "not_found" });
    expect(await find(ada)).toEqual([]);
    expect((await find(ada, { deleted: "true" })).map((one) => one.id)).toEqual([id]);
    expect(await as(ada, (tx) => undeleteTask(tx, id))).toMatchObject({ status: "done", version: 4 });
  });

  it("is done on the day it was done, when that version is restored", async () => {
    const ada = await testUser();
    const { id } = await add(ada);
    await as(ada, (tx) => updateTask(tx, id, { status: "done" }, { now: new Date("2026-11-19T10:00:00Z"), today: "2026-11-19" }));
    await as(ada, (tx) => updateTask(tx, id, { status: "todo" }, at()));
    expect(await as(ada, (tx) => restoreTask(tx, id, 2, at()))).toMatchObject({ status: "done", completedOn: "2026-11-19" });
  });

  it("may follow a change of zone without a version, but in nothing else", async () => {
    const ada = await testUser();
    const { id } = await add(ada);
    await as(ada, (tx) =>
      tx.query("update app.tasks set created_on = '2026-11-20' where user_id = $1 and id = $2", [ada.id, id]),
    );
    for (const set of ["title = 'x'", "version = version + 2", "status = 'doing'", "notes = 'x'"]) {
      const text = `update app.tasks set ${set} where user_id = $1 and id = $2`;
      await expect(as(ada, (tx) => tx.query(text, [ada.id, id]))).rejects.toThrow(/version by one/);
    }
    await expect(
      as(ada, (tx) =>
        tx.query("update app.tasks set title = 'x', version = version + 1 where user_id = $1 and id = $2", [ada.id, id]),
      ),
    ).rejects.toThrow(/tasks_version_fk/);
  });
});

describe("a repeating task", () => {
  it("makes its next in the same transaction, once, and takes it back", async () => {
    const ada = await testUser();
    const { id } = await add(ada, { repeat: "FREQ=WEEKLY;COUNT=3", dueDate: "2026-11-20", notes: "All of them" });
    const { next } = await as(ada, (tx) => updateTask(tx, id, { status: "done" }, at()));
    expect(next).toMatchObject({
      dueDate: "2026-11-27",
      repeat: "FREQ=WEEKLY;COUNT=2",
      notes: "All of them",
      repeatOf: id,
      status: "todo",
    });
    expect((await as(ada, (tx) => updateTask(tx, id, { status: "done" }, at()))).next).toBeNull();
    expect(await find(ada, { status: "open" })).toHaveLength(1);
    await as(ada, (tx) => updateTask(tx, id, { status: "todo" }, at()));
    expect((await find(ada, { status: "open" })).map((task) => task.id)).toEqual([id]);
    const again = await as(ada, (tx) => updateTask(tx, id, { status: "done" }, at("2026-12-01")));
    expect(again.next).toMatchObject({ id: next?.id, dueDate: "2026-12-04", deletedAt: null });
  });

  it("keeps a next that somebody has changed", async () => {
    const ada = await testUser();
    const { id } = await add(ada, { repeat: "FREQ=DAILY" });
    const { next } = await as(ada, (tx) => updateTask(tx, id, { status: "done" }, at()));
    await as(ada, (tx) => updateTask(tx, next?.id ?? "", { title: "Water with care" }, at()));
    await as(ada, (tx) => updateTask(tx, id, { status: "todo" }, at()));
    expect((await titles(ada, { status: "open" })).sort()).toEqual(["Water the plants", "Water with care"]);
  });

  it("is done by ten at once, and one is next", async () => {
    const ada = await testUser();
    const { id } = await add(ada, { repeat: "FREQ=DAILY" });
    await Promise.all(Array.from({ length: 10 }, () => as(ada, (tx) => updateTask(tx, id, { status: "done" }, at()))));
    expect(await as(ada, (tx) => countTasks(tx, { deleted: false }, TODAY))).toBe(2);
  });
});

describe("many tasks at once", () => {
  it("are changed in one statement with their versions, and back", async () => {
    const ada = await testUser();
    const goal = await addGoal(ada);
    const ids: string[] = [];
    for (const title of ["a", "b", "c"])
      ids.push((await add(ada, { title, priority: 1, goalIds: title === "a" ? [goal] : [] })).id);
    const before = await find(ada);
    for (const verb of [
      { kind: "complete" },
      { kind: "cancel" },
      { kind: "delete" },
      { kind: "due", dueDate: "2026-12-24" },
      { kind: "postpone", days: 3 },
      { kind: "priority", priority: 3 },
      { kind: "link", goalId: goal },
      { kind: "unlink", goalId: goal },
    ] as const) {
      const marks = await as(ada, (tx) => changeTasks(tx, verb, ids, at()));
      const touched = { link: 2, unlink: 1 }[verb.kind as string] ?? 3;
      expect([verb.kind, marks.length]).toEqual([verb.kind, touched]);
      expect(await find(ada)).not.toEqual(before);
      expect(await as(ada, (tx) => undoTasks(tx, marks, at()))).toBe(touched);
      const version = (task: { version: number }) => ({ ...task, version: 0 });
      expect((await find(ada)).map(version)).toEqual(before.map(version));
      expect(await as(ada, (tx) => undoTasks(tx, marks, at()))).toBe(0);
    }
    expect(await as(ada, (tx) => changeTasks(tx, { kind: "priority", priority: 1 }, ids, at()))).toEqual([]);
  });

  it("that repeat make their next, and undo takes it back", async () => {
    const ada = await testUser();
    const { id } = await add(ada, { repeat: "FREQ=DAILY" });
    const marks = await as(ada, (tx) => changeTasks(tx, { kind: "complete" }, [id], at()));
    expect(await find(ada, { status: "open" })).toHaveLength(1);
    await as(ada, (tx) => undoTasks(tx, marks, at()));
    expect((await find(ada)).map((task) => [task.id, task.status])).toEqual([[id, "todo"]]);
  });

  it("of somebody else are left alone", async () => {
    const [ada, bob] = [await testUser(), await testUser()];
    const { id } = await add(ada);
    expect(await as(bob, (tx) => changeTasks(tx, { kind: "delete" }, [id], at()))).toEqual([]);
    expect(await as(bob, (tx) => undoTasks(tx, [{ id, version: 1 }], at()))).toBe(0);
    expect(await find(ada)).toHaveLength(1);
  });
});

describe("the person's own order", () => {
  it("is that of writing, until tasks are moved", async () => {
    const ada = await testUser();
    const ids: Record<string, string> = {};
    for (const title of ["a", "b", "c", "d"]) ids[title] = (await add(ada, { title })).id;
    const move = (title: string, after: string | null) =>
      as(ada, (tx) => moveTask(tx, ids[title] ?? "", after && (ids[after] ?? "")));
    await move("d", null);
    await move("a", "c");
    expect(await titles(ada)).toEqual(["d", "b", "c", "a"]);
    await expect(as(ada, (tx) => moveTask(tx, ids["a"] ?? "", newId()))).rejects.toMatchObject({ kind: "not_found" });
  });

  it("has room for a hundred moves into the same place", async () => {
    const ada = await testUser();
    const ids: string[] = [];
    for (const title of ["first", "x", "y", "last"]) ids.push((await add(ada, { title })).id);
    const [first = "", x = "", y = ""] = ids;
    for (let i = 0; i < 100; i++) await as(ada, (tx) => moveTask(tx, i % 2 ? x : y, first));
    expect(await titles(ada)).toEqual(["first", "x", "y", "last"]);
    const places = (await find(ada)).map(({ position }) => position);
    expect(new Set(places).size).toBe(4);
  });
});

describe("a list of tasks", () => {
  it("knows the days on which tasks were done and written down, both ends included", async () => {
    const ada = await testUser();
    for (const day of ["2026-11-08", "2026-11-09", "2026-11-15", "2026-11-16"]) {
      const { id } = await as(ada, (tx) => createTask(tx, newTaskSchema.parse({ title: day }), at(day)));
      await as(ada, (tx) => updateTask(tx, id, { status: "done" }, at(day)));
    }
    await as(ada, (tx) => createTask(tx, newTaskSchema.parse({ title: "open" }), at("2026-11-10")));
    const week = ["2026-11-09", "2026-11-15"];
    expect(await titles(ada, { completedFrom: week[0], completedTo: week[1], sort: "title" })).toEqual(week);
    expect(await titles(ada, { completedTo: "2026-11-09", sort: "title" })).toEqual(["2026-11-08", "2026-11-09"]);
    expect(await titles(ada, { createdFrom: week[0], createdTo: week[1], sort: "title" })).toEqual([...week, "open"]);
  });

  it("is filtered, sorted, cut into pages and counted", async () => {
    const ada = await testUser();
    const goal = await addGoal(ada);
    await add(ada, { title: "Overdue", dueDate: "2026-11-20", priority: 1 });
    await add(ada, { title: "Today low", dueDate: TODAY });
    await add(ada, { title: "Today high", dueDate: TODAY, priority: 3, goalIds: [goal] });
    await add(ada, { title: "Later 100%", dueDate: "2026-12-24", repeat: "FREQ=YEARLY" });
    await add(ada, { title: "Some day", notes: "under the tree" });
    await add(ada, { title: "Done", status: "done", dueDate: "2026-11-01" });
    expect(await titles(ada, { sort: "dueDate", status: "open" })).toEqual([
      "Overdue",
      "Today high",
      "Today low",
      "Later 100%",
      "Some day",
    ]);
    expect(await titles(ada, { sort: "dueDate", order: "desc", status: "open" })).toEqual([
      ...["Later 100%", "Today low", "Today high", "Overdue", "Some day"],
    ]);
    expect(await titles(ada, { sort: "priority", order: "desc", status: "open" })).toEqual([
      ...["Today high", "Overdue", "Today low", "Later 100%", "Some day"],
    ]);
    expect(await titles(ada, { due: "overdue" })).toEqual(["Overdue"]);
    expect(await titles(ada, { due: "today", sort: "title" })).toEqual(["Today high", "Today low"]);
    expect(await titles(ada, { due: "upcoming" })).toEqual(["Later 100%"]);
    expect(await titles(ada, { due: "none" })).toEqual(["Some day"]);
    expect(await titles(ada, { from: TODAY, to: "2026-12-23" })).toHaveLength(2);
    expect(await titles(ada, { goal })).toEqual(["Today high"]);
    expect(await titles(ada, { goal: "none" })).toHaveLength(5);
    expect(await titles(ada, { repeats: "true" })).toEqual(["Later 100%"]);
    expect(await titles(ada, { q: "100%" })).toEqual(["Later 100%"]);
    expect(await titles(ada, { q: "TREE" })).toEqual(["Some day"]);
    expect(await titles(ada, { status: "done", sort: "completedAt", order: "desc" })).toEqual(["Done"]);
    expect(await as(ada, (tx) => countTaskKinds(tx, TODAY))).toEqual({
      ...{ open: 5, overdue: 1, today: 2, upcoming: 1, undated: 1, doneToday: 1 },
    });
    for (const sort of ["position", "dueDate", "priority", "title", "createdAt", "completedAt"]) {
      for (const order of ["asc", "desc"]) {
        const whole = await titles(ada, { sort, order });
        const paged: string[] = [];
        let next: string | null | undefined;
        do {
          const filter = taskFilterSchema.parse({ sort, order, limit: "2", ...(next ? { next } : {}) });
          const page = await as(ada, (tx) => listTasks(tx, filter, TODAY));
          paged.push(...page.rows.map(({ title }) => title));
          next = page.next;
        } while (next);
        expect(paged).toEqual(whole);
      }
    }
  });
});

it("the timeline tells what was done, as it was called then", async () => {
  const ada = await testUser();
  const { id } = await add(ada);
  await as(ada, (tx) => updateTask(tx, id, { status: "done" }, at()));
  await as(ada, (tx) => updateTask(tx, id, { title: "Other" }, at()));
  const rows = await ownerQuery("select kind, title, subject_id from app.user_activity where user_id = $1 order by at", [ada.id]);
  expect(rows).toEqual([
    { kind: "tasks.create", title: "Water the plants", subject_id: id },
    { kind: "tasks.complete", title: "Water the plants", subject_id: id },
    { kind: "tasks.update", title: "Other", subject_id: id },
  ]);
});

it("no task is put off past what can be planned for", async () => {
  const ada = await testUser();
  const { id } = await add(ada, { dueDate: "2199-12-01" });
  await as(ada, (tx) => changeTasks(tx, { kind: "postpone", days: 999 }, [id], at()));
  expect(await as(ada, (tx) => getTask(tx, id))).toMatchObject({ dueDate: "2199-12-31" });
});
