import { describe, expect, it } from "vitest";
import type { Task } from "@/domain/tasks";
import { Failure } from "@/lib/errors";
import { readTaskForm, repeatWords } from "./task-form";

// A Saturday.
const ON = { today: "2026-11-21", firstWeekday: 1 };

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

const sent = { title: "Paint the fence", notes: "", status: "todo", dueDate: "", repeat: "", priority: "0" };

function refused(fields: Record<string, unknown>): string[] {
  try {
    readTaskForm({ ...sent, ...fields }, task(), ON);
  } catch (error) {
    if (error instanceof Failure) return (error.extra.fields ?? []).map(({ path }) => path);
    throw error;
  }
  return [];
}

describe("the form of a task", () => {
  it("reads days and repeats as quick add does", () => {
    const read = readTaskForm({ ...sent, dueDate: "Tomorrow", repeat: "every 2 weeks" }, task(), ON);
    expect(read).toMatchObject({ dueDate: "2026-11-22", repeat: "FREQ=WEEKLY;INTERVAL=2", repeatFrom: "due" });
    expect(readTaskForm({ ...sent, dueDate: "2026-12-24" }, task(), ON).dueDate).toBe("2026-12-24");
  });

  it("takes days, repeats, notes and goals away where the fields are empty", () => {
    const full = task({ dueDate: "2026-11-30", repeat: "FREQ=DAILY", notes: "twice", goalIds: ["x"] });
    expect(readTaskForm(sent, full, ON)).toMatchObject({ dueDate: null, repeat: null, notes: null, goalIds: [] });
  });

  it.each(["FREQ=MONTHLY;BYDAY=-1FR", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=5", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"])(
    "leaves %s as it is when its words come back",
    (repeat) => {
      const one = task({ repeat, repeatFrom: "completion" });
      const read = readTaskForm({ ...sent, repeat: repeatWords(one) }, one, ON);
      expect(read).toMatchObject({ repeat, repeatFrom: "completion" });
    },
  );

  it("says beside which field something cannot be read", () => {
    expect(refused({ dueDate: "someday" })).toEqual(["dueDate"]);
    expect(refused({ dueDate: "2026-02-30" })).toEqual(["dueDate"]);
    expect(refused({ repeat: "when it rains" })).toEqual(["repeat"]);
    expect(refused({ title: "  " })).toEqual(["title"]);
    expect(refused({ title: "x".repeat(501) })).toEqual(["title"]);
    expect(refused({ notes: "x".repeat(20_001) })).toEqual(["notes"]);
    expect(refused({ notes: "x".repeat(20_000) })).toEqual([]);
  });
});
