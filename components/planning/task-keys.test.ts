import { describe, expect, it } from "vitest";
import { applied, stepTo, verbOfKey } from "./task-keys";
import type { TaskLine } from "./task-row";

const line = (id: string, wish: Partial<TaskLine> = {}): TaskLine => ({
  ...{ id, title: id, done: false, cancelled: false, group: "", due: null, overdue: false, priority: 0, repeat: null, goals: [] },
  ...wish,
});
const abc = [line("a"), line("b"), line("c")];
const ids = (lines: readonly TaskLine[]) => lines.map(({ id }) => id).join("");

describe("keys on a task", () => {
  it("end it, or open it again", () => {
    expect(verbOfKey("x", line("a"))).toBe("complete");
    expect(verbOfKey("x", line("a", { done: true }))).toBe("reopen");
    expect(verbOfKey("2", line("a"))).toBe("priority-2");
    expect(verbOfKey("4", line("a"))).toBeNull();
    expect(verbOfKey("Tab", line("a"))).toBeNull();
  });

  it("move it by one and stop at the ends", () => {
    const list = ["a", "b", "c"];
    expect(stepTo(list, "a", -1)).toBeUndefined();
    expect(stepTo(list, "c", 1)).toBeUndefined();
    for (const [id, step, order] of [
      ["b", -1, "bac"],
      ["c", -1, "acb"],
      ["a", 1, "bac"],
    ] as const) {
      expect(ids(applied(abc, { verb: "move", ids: [id], after: stepTo(list, id, step) ?? null }))).toBe(order);
    }
  });
});

describe("the list before the server has answered", () => {
  it("shows what was done at once", () => {
    expect(ids(applied(abc, { verb: "delete", ids: ["a", "c"] }))).toBe("b");
    expect(applied(abc, { verb: "complete", ids: ["b"] }).map(({ done }) => done)).toEqual([false, true, false]);
    expect(applied(abc, { verb: "cancel", ids: ["b"] })[1]).toMatchObject({ done: false, cancelled: true });
    expect(applied(abc, { verb: "priority-3", ids: ["c"] })[2]?.priority).toBe(3);
    expect(applied(abc, { verb: "postpone-1", ids: ["a"] })).toEqual(abc);
  });
});
