import { describe, expect, it } from "vitest";
import type { Task } from "@/domain/tasks";
import type { TaskView } from "./list-state";
import { taskLines } from "./task-lines";

// A Saturday.
const TODAY = "2026-11-21";

const task = (wish: Partial<Task> = {}): Task => ({
  id: "0198a000-0000-7000-8000-000000000001",
  title: "Paint the fence",
  notes: null,
  status: "todo",
  dueDate: null,
  priority: 0,
  repeat: null,
  repeatFrom: "due",
  repeatOf: null,
  position: 1,
  createdAt: new Date("2026-11-01T08:00:00Z"),
  completedAt: null,
  completedOn: null,
  goalIds: [],
  version: 1,
  deletedAt: null,
  ...wish,
});

function line(wish: Partial<Task>, view: TaskView = "open") {
  const goals = new Map([["g1", "A tidy garden"]]);
  const [one] = taskLines([task(wish)], { view, today: TODAY, locale: "en-GB", goals });
  if (!one) throw new Error("no line");
  return one;
}

describe("a task in a list", () => {
  it.each([
    ["2026-11-20", "Yesterday", "Overdue", true],
    ["2026-11-21", "Today", "Today", false],
    ["2026-11-22", "Tomorrow", "Tomorrow", false],
    ["2026-11-23", "Monday", "Next days", false],
    ["2026-11-27", "Friday", "Next days", false],
    ["2026-11-28", "28 Nov 2026", "Later", false],
    ["2026-11-14", "14 Nov 2026", "Overdue", true],
  ])("says when %s is, and under which heading", (dueDate, due, group, overdue) => {
    expect(line({ dueDate })).toMatchObject({ due, group, overdue });
  });

  it("is late only while it is open", () => {
    const past = { dueDate: "2026-11-01", completedAt: new Date("2026-11-20T20:00:00Z"), completedOn: "2026-11-20" };
    expect(line({ ...past, status: "done" }).overdue).toBe(false);
    expect(line({ dueDate: "2026-11-01", status: "cancelled" }).overdue).toBe(false);
    expect(line({ dueDate: "2026-11-01", status: "doing" }).overdue).toBe(true);
  });

  it("that is done says when it was done, not when it was due", () => {
    const done = line(
      { status: "done", dueDate: "2026-12-24", completedAt: new Date("2026-11-20T20:00:00Z"), completedOn: "2026-11-20" },
      "done",
    );
    expect(done).toMatchObject({ due: "Yesterday", group: "Yesterday", done: true });
  });

  it("stands under no heading where the order is the person's own", () => {
    expect(line({ dueDate: "2026-11-01" }, "own").group).toBe("");
    expect(line({}, "open").group).toBe("No date");
  });

  it("says how it repeats and which goals it serves, also one that is not known any more", () => {
    const one = line({ repeat: "FREQ=WEEKLY;INTERVAL=2", goalIds: ["g1", "gone"] });
    expect(one.repeat).toBe("Every 2 weeks");
    expect(one.goals).toEqual([
      { id: "g1", title: "A tidy garden" },
      { id: "gone", title: "Goal" },
    ]);
  });
});
