import { expect, it } from "vitest";
import { compareSnapshots } from "./snapshots";

it("tells what came, went and changed between two snapshots", () => {
  const task = (id: string, status: string) => ({ id, name: `Task ${id}`, status });
  const a = {
    numbers: { runs: { runs: 3, distance: 10 }, mood: { mean: null } },
    lists: { tasks: [task("1", "todo"), task("2", "todo")] },
  };
  const b = {
    numbers: { runs: { runs: 4, distance: 10 }, mood: { mean: 4 } },
    lists: { tasks: [task("2", "doing"), task("3", "todo")], goals: [{ id: "g", name: "Run" }] },
  };
  expect(compareSnapshots(a, b)).toEqual({
    numbers: [
      { area: "runs", name: "runs", a: 3, b: 4, difference: 1 },
      { area: "mood", name: "mean", a: null, b: 4, difference: null },
    ],
    things: [
      { area: "tasks", id: "2", name: "Task 2", kind: "changed", fields: [{ name: "status", a: "todo", b: "doing" }] },
      { area: "tasks", id: "3", name: "Task 3", kind: "added", fields: [] },
      { area: "tasks", id: "1", name: "Task 1", kind: "removed", fields: [] },
      { area: "goals", id: "g", name: "Run", kind: "added", fields: [] },
    ],
  });
  expect(compareSnapshots(b, b)).toEqual({ numbers: [], things: [] });
});
