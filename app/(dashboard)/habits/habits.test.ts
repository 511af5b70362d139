import { describe, expect, it } from "vitest";
import type { Habit } from "@/domain/habits";
import { Failure } from "@/lib/errors";
import { readHabitForm } from "./habit-form";
import { boardDay, boardDays } from "./habit-lines";
import { habitTexts } from "./habit-texts";
import { autoText, factLink, scheduleText, targetText } from "./habit-words";

const KM = { units: "km", locale: "en-GB" } as const;
const MI = { units: "mi", locale: "en-GB" } as const;

const base = {
  ...{ name: "Run", description: "", schedule: "weekdays", "weekdays[]": ["1", "3", "5"], times: "3", days: "2" },
  ...{ kind: "yes_no", unit: "", target: "", targetType: "at_least", auto: "", atLeast: "", startDate: "2026-01-01" },
};

const habit: Habit = {
  ...{ id: "1", name: "Read", description: null, schedule: { kind: "weekdays", weekdays: [1, 2, 3, 4, 5] }, kind: "yes_no" },
  ...{ unit: null, target: null, targetType: "at_least", auto: null, position: 0, startDate: "2026-11-02" },
  ...{ archivedAt: null, version: 1, deletedAt: null },
};

function refusal(sent: Record<string, unknown>) {
  try {
    readHabitForm(sent, KM);
  } catch (error) {
    return error instanceof Failure ? error.extra.fields?.map(({ path }) => path) : error;
  }
}

describe("the form of a habit", () => {
  it("reads each schedule, and only what belongs to it", () => {
    expect(readHabitForm(base, KM).schedule).toEqual({ kind: "weekdays", weekdays: [1, 3, 5] });
    expect(readHabitForm({ ...base, schedule: "per_week" }, KM).schedule).toEqual({ kind: "per_week", times: 3 });
    expect(readHabitForm({ ...base, schedule: "every_days", days: "10" }, KM).schedule).toEqual({ kind: "every_days", days: 10 });
  });

  it("reads amounts in the person's units", () => {
    const run = { ...base, auto: "run_distance", atLeast: "3" };
    expect(readHabitForm(run, KM).auto).toEqual({ metric: "run_distance", atLeast: 3000 });
    expect(readHabitForm(run, MI).auto?.atLeast).toBeCloseTo(4828.032, 6);
    expect(readHabitForm({ ...base, auto: "coding_seconds", atLeast: "60" }, KM).auto?.atLeast).toBe(3600);
    expect(readHabitForm({ ...base, auto: "reflections", atLeast: "" }, KM).auto?.atLeast).toBe(1);
  });

  it("says beside the field what is missing", () => {
    expect(refusal({ ...base, "weekdays[]": undefined })).toEqual(["schedule"]);
    expect(refusal({ ...base, schedule: "per_week", times: "8" })).toEqual(["times"]);
    expect(refusal({ ...base, kind: "number" })).toEqual(["target"]);
    expect(refusal({ ...base, auto: "tasks", atLeast: "0" })).toEqual(["atLeast"]);
    expect(refusal({ ...base, name: " " })).toEqual(["name"]);
  });

  it("says what a habit is as it would be typed", () => {
    const auto = { metric: "run_distance", atLeast: 4828.032 } as const;
    expect(habitTexts({ ...habit, auto }, MI)).toMatchObject({
      auto: "run_distance",
      atLeast: "3",
      weekdays: ["1", "2", "3", "4", "5"],
    });
  });
});

describe("words of a habit", () => {
  it("name its schedule", () => {
    expect(scheduleText({ kind: "every_days", days: 1 })).toBe("Every day");
    expect(scheduleText({ kind: "weekdays", weekdays: [1, 2, 3, 4, 5] })).toBe("Every weekday");
    expect(scheduleText({ kind: "weekdays", weekdays: [2] })).toBe("Every Tuesday");
    expect(scheduleText({ kind: "weekdays", weekdays: [1, 7] })).toBe("Mon, Sun");
    expect(scheduleText({ kind: "per_week", times: 3 })).toBe("3 times a week");
  });

  it("name what ticks it and what a day asks for", () => {
    expect(autoText({ metric: "run_distance", atLeast: 3000 }, KM)).toBe("ticked by 3 km of running");
    expect(autoText({ metric: "coding_seconds", atLeast: 5400 }, KM)).toBe("ticked by 90 min of coding");
    expect(autoText({ metric: "tasks", atLeast: 1 }, KM)).toBe("ticked by 1 finished task");
    expect(targetText({ ...habit, kind: "number", target: 2, unit: "cups", targetType: "at_most" }, KM)).toBe("at most 2 cups");
  });

  it("lead to the fact", () => {
    expect(factLink({ date: "2026-11-20", fact: { table: "runs", id: "a b" } })?.href).toBe("/runs/a%20b");
    expect(factLink({ date: "2026-11-20", fact: { table: "coding_days", id: "2026-11-02" } })?.href).toBe(
      "/coding/days/2026-11-02",
    );
    expect(factLink({ date: "2026-11-20", fact: { table: "elsewhere", id: "1" } })).toBeNull();
  });
});

describe("the board", () => {
  it("shows whole weeks and this one until today, by the person's first weekday", () => {
    // A Saturday.
    const monday = boardDays({ today: "2026-11-21", firstWeekday: 1 });
    expect([monday[0], monday.at(-1), monday.length]).toEqual(["2026-10-19", "2026-11-21", 34]);
    expect(boardDays({ today: "2026-11-21", firstWeekday: 0 })[0]).toBe("2026-10-18");
    expect(boardDays({ today: "2026-11-21", firstWeekday: 6 }).length).toBe(29);
  });

  it("tells days off and days before its first from others", () => {
    expect(boardDay(habit, "2026-11-21", undefined)).toMatchObject({ state: "none", rest: true });
    expect(boardDay(habit, "2026-11-20", undefined).rest).toBe(false);
    expect(boardDay(habit, "2026-10-30", undefined).rest).toBe(true);
    const log = { date: "2026-11-20", value: 0.5, skipped: false, done: false, source: "auto", fact: null } as const;
    expect(boardDay(habit, "2026-11-20", log)).toMatchObject({ state: "short", value: 0.5, auto: true });
    expect(boardDay(habit, "2026-11-20", { ...log, skipped: true })).toMatchObject({ state: "skipped", value: null });
  });
});
