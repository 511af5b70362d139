import { describe, expect, it } from "vitest";
import { goalProblems, standing } from "./goals";

/** Ten days, 100 to go. */
const goal = { status: "active", target: 100, tasks: 0, value: 0, startDate: "2026-11-01", endDate: "2026-11-10" } as const;

describe("the standing of a goal", () => {
  it("is held against a steady pace: each day a tenth of ten days' goal", () => {
    expect(standing({ ...goal, value: 25 }, "2026-11-03")).toMatchObject({
      status: "active",
      expected: 30,
      ahead: -5,
      share: 0.25,
    });
    expect(standing({ ...goal, value: 25 }, "2026-11-10").expected).toBe(100);
    expect(standing(goal, "2026-10-20")).toMatchObject({ expected: 0, ahead: 0, perDay: 10, forecast: null });
  });

  it("says what each day left asks for, today included", () => {
    expect(standing({ ...goal, value: 60 }, "2026-11-07").perDay).toBe(10);
    expect(standing({ ...goal, value: 60 }, "2026-11-11").perDay).toBeNull();
  });

  it("tells when the target is reached at this rate", () => {
    // 20 in 4 days: 80 more take 16 days.
    expect(standing({ ...goal, value: 20 }, "2026-11-04").forecast).toBe("2026-11-20");
    expect(standing({ ...goal, value: 100 }, "2026-11-04").forecast).toBeNull();
  });

  it("is reached or missed by itself, unless it was set by hand", () => {
    expect(standing({ ...goal, value: 100 }, "2026-11-04").status).toBe("reached");
    expect(standing({ ...goal, value: 99 }, "2026-11-10").status).toBe("active");
    expect(standing({ ...goal, value: 99 }, "2026-11-11").status).toBe("missed");
    expect(standing({ ...goal, value: 100 }, "2026-11-11").status).toBe("reached");
    expect(standing({ ...goal, status: "archived", value: 100 }, "2026-11-11").status).toBe("archived");
    expect(standing({ ...goal, endDate: null, value: 99 }, "2030-01-01")).toMatchObject({ status: "active", expected: null });
  });

  it("of tasks without a target goes for all that are linked, and is not reached by having none", () => {
    expect(standing({ ...goal, target: null, tasks: 4, value: 4 }, "2026-11-04")).toMatchObject({ status: "reached", target: 4 });
    expect(standing({ ...goal, target: null, tasks: 0, value: 0 }, "2026-11-04")).toMatchObject({ status: "active", share: 0 });
  });
});

it("a goal that makes no sense is refused by field", () => {
  const good = { metric: "manual", target: 1, habitId: null, startDate: "2026-11-01", endDate: null } as const;
  expect(goalProblems(good)).toEqual([]);
  expect(goalProblems({ ...good, target: null }).map(({ path }) => path)).toEqual(["target"]);
  expect(goalProblems({ ...good, metric: "tasks", target: null })).toEqual([]);
  expect(goalProblems({ ...good, metric: "habit_days" }).map(({ path }) => path)).toEqual(["habitId"]);
  expect(goalProblems({ ...good, habitId: "x", endDate: "2026-10-31" }).map(({ path }) => path)).toEqual(["habitId", "endDate"]);
});
