import { describe, expect, it } from "vitest";
import { newGoalSchema } from "@/domain/goals";
import { newHabitSchema } from "@/domain/habits";
import { localDate } from "@/domain/time-zones";
import { demoPlanning } from "./planning";

const ZONE = "America/New_York";
const now = new Date("2026-11-21T17:00:00Z");
const planning = demoPlanning("2026-11-21", now, ZONE);

describe("plans of the demo life", () => {
  it("are such as a person could have made", () => {
    for (const goal of planning.goals) expect(newGoalSchema.safeParse(goal).error).toBeUndefined();
    for (const { done, skipped, ...habit } of planning.habits) {
      expect(newHabitSchema.safeParse(habit).error).toBeUndefined();
      expect([...done, ...skipped].every((day) => day >= habit.startDate && day < "2026-11-21")).toBe(true);
      expect(done.filter((day) => skipped.includes(day))).toEqual([]);
    }
    expect(planning.tasks.every(({ goal }) => goal === null || planning.goals[goal]?.metric === "tasks")).toBe(true);
  });

  it("have something of everything: overdue, today, to come, done, repeating", () => {
    const open = planning.tasks.filter(({ completedAt }) => completedAt === null);
    const due = open.map(({ dueDate }) => dueDate ?? "none");
    expect([due.some((day) => day < "2026-11-21"), due.includes("2026-11-21"), due.includes("none")]).toEqual([true, true, true]);
    expect(due.some((day) => day > "2026-11-21" && day !== "none")).toBe(true);
    expect(open.filter(({ repeat }) => repeat !== null)).toHaveLength(2);
    expect(planning.tasks.length - open.length).toBeGreaterThan(30);
    expect(new Set(planning.reflections.map(({ mood }) => mood)).size).toBeGreaterThanOrEqual(4);
    expect(new Set(planning.reflections.map(({ date }) => date)).size).toBe(planning.reflections.length);
  });

  it("have nothing that is still to come, and days that fit their moments", () => {
    for (const task of planning.tasks) {
      expect(task.createdAt.getTime()).toBeLessThan(now.getTime());
      expect(localDate(task.createdAt, ZONE)).toBe(task.createdOn);
      expect(task.completedAt === null ? null : localDate(task.completedAt, ZONE)).toBe(task.completedOn);
      if (task.completedAt) expect(task.completedAt.getTime()).toBeLessThan(now.getTime());
    }
    for (const { writtenAt, date } of planning.reflections) {
      expect([writtenAt < now, localDate(writtenAt, ZONE)]).toEqual([true, date]);
    }
  });

  it("say the same for the same moment, and do not change what has been when a day passes", () => {
    expect(demoPlanning("2026-11-21", now, ZONE)).toEqual(planning);
    const later = demoPlanning("2026-11-22", new Date("2026-11-22T17:00:00Z"), ZONE);
    const texts = new Map(later.reflections.map(({ date, text }) => [date, text]));
    for (const { date, text } of planning.reflections.slice(1)) expect(texts.get(date)).toBe(text);
  });
});
