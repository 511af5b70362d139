import { describe, expect, it } from "vitest";
import { type Goal, standing } from "@/domain/goals";
import { Failure } from "@/lib/errors";
import { goalChart, manualDays } from "./[goalId]/goal-chart";
import { goalFigures } from "./[goalId]/goal-figures";
import { readGoalForm } from "./goal-form";
import { goalTexts } from "./goal-texts";
import { amountOf, paceText, progressText, rowsHref, spanWords } from "./goal-words";
import { readGoalView } from "./list-state";

const KM = { units: "km", locale: "en-GB" } as const;
const MI = { units: "mi", locale: "en-GB" } as const;

/** A hundred kilometres in ten days, of which five are over at the end of today. */
const TODAY = "2026-11-05";
const goal: Goal = {
  ...{ id: "1", title: "Run", description: null, metric: "run_distance", target: 100_000, habitId: null },
  ...{ startDate: "2026-11-01", endDate: "2026-11-10", status: "active", value: 40_000, tasks: 0, tasksDone: 0 },
  ...{ version: 1, deletedAt: null },
};

describe("the form of a goal", () => {
  const sent = { title: "Run", metric: "run_distance", target: "100", startDate: "2026-11-01", endDate: "" };
  const refusal = (form: Record<string, unknown>) => {
    try {
      readGoalForm(form, KM);
    } catch (error) {
      return error instanceof Failure ? error.extra.fields?.map(({ path }) => path) : error;
    }
  };

  it("reads the target in the unit of what is counted", () => {
    expect(readGoalForm(sent, KM)).toMatchObject({ target: 100_000, endDate: null });
    expect(readGoalForm(sent, MI).target).toBeCloseTo(160_934.4, 6);
    expect(readGoalForm({ ...sent, metric: "coding_seconds", target: "1,5" }, KM).target).toBe(5400);
    expect(readGoalForm({ ...sent, metric: "tasks", target: "" }, KM).target).toBeNull();
  });

  it("says beside the field what is missing", () => {
    expect(refusal({ ...sent, target: "" })).toEqual(["target"]);
    expect(refusal({ ...sent, target: "far" })).toEqual(["target"]);
    expect(refusal({ ...sent, metric: "habit_days", habitId: "" })).toEqual(["habitId"]);
    expect(refusal({ ...sent, title: "" })).toEqual(["title"]);
  });

  it("says a goal as it would be typed", () => {
    expect(goalTexts({ ...goal, target: 160_934.4 }, MI).target).toBe("100");
  });
});

describe("words of a goal", () => {
  const stands = standing(goal, TODAY);

  it("say how far it is in the person's units", () => {
    expect(progressText(goal, stands, KM)).toBe("40 of 100 km");
    expect(progressText(goal, stands, MI)).toBe("24.9 of 62.1 mi");
    expect(amountOf("coding_seconds", 5400, KM)).toEqual({ value: "1.5", unit: "h" });
    expect(progressText({ ...goal, metric: "tasks" }, { ...stands, target: 0 }, KM)).toBe("no task linked yet");
  });

  it("hold it against a steady pace", () => {
    expect(paceText(goal, stands, KM)).toBe("10 km behind a steady pace");
    const ahead = { ...goal, value: 62_500 };
    expect(paceText(ahead, standing(ahead, TODAY), KM)).toBe("12.5 km ahead of a steady pace");
    const even = { ...goal, value: 50_000 };
    expect(paceText(even, standing(even, TODAY), KM)).toBe("at a steady pace");
    expect(paceText({ ...goal, endDate: null }, standing({ ...goal, endDate: null }, TODAY), KM)).toBeNull();
  });

  it("take the unit of a goal counted by hand from its title, where the target stands beside it", () => {
    const counts = (title: string, target: number) =>
      progressText({ ...goal, metric: "manual", title, target, value: 9 }, { ...stands, target }, KM);
    expect(counts("Read 12 books", 12)).toBe("9 of 12 books");
    expect(counts("Read 12 books in 2026", 12)).toBe("9 of 12 books");
    expect(counts("Save 3,000 euros by June", 3000)).toBe("9 of 3,000 euros");
    expect(counts("Read 12 very good books", 12)).toBe("9 of 12");
    expect(counts("Read 12 books", 20)).toBe("9 of 20");
    const books = { ...goal, metric: "manual", title: "Read 10 books", target: 10, value: 3 } as const;
    expect(paceText(books, standing(books, TODAY), KM)).toBe("2 books behind a steady pace");
  });

  it("say how long it runs", () => {
    expect(spanWords(goal, TODAY, KM)).toBe("until 10 Nov 2026, 6 days left");
    expect(spanWords(goal, "2026-11-10", KM)).toBe("until 10 Nov 2026, its last day");
    expect(spanWords(goal, "2026-11-11", KM)).toBe("ended on 10 Nov 2026");
    expect(spanWords(goal, "2026-10-31", KM)).toBe("begins on 1 Nov 2026");
  });

  it("lead to the rows it counts", () => {
    expect(rowsHref(goal, TODAY)).toBe("/runs?from=2026-11-01&to=2026-11-10");
    expect(rowsHref({ ...goal, endDate: null }, TODAY)).toBe("/runs?from=2026-11-01&to=2026-11-05");
    expect(rowsHref({ ...goal, metric: "tasks" }, TODAY)).toBe("/tasks?view=all&goal=1");
  });

  it("tell what each day left asks for, and where the pace leads", () => {
    const figures = goalFigures(goal, TODAY, KM);
    // Sixty kilometres in six days, today among them; forty in five days make a hundred in twelve and a half.
    expect(figures.find(({ label }) => label === "Each day left")).toMatchObject({ value: "10", unit: "km" });
    expect(figures.find(({ label }) => label === "Forecast")?.value).toBe("13 Nov 2026");
    expect(figures.find(({ label }) => label === "Behind")?.value).toBe("10");
  });
});

describe("the chart of a goal", () => {
  it("sums up until today, and draws the steady pace to the end", () => {
    const days = [
      { date: "2026-11-02", value: 15_000 },
      { date: "2026-11-04", value: 25_000 },
    ];
    const { data, unit } = goalChart(goal, days, TODAY, KM);
    expect(unit).toBe("km");
    expect(data.series[0]?.values).toEqual([0, 15, 15, 40, 40, null, null, null, null, null]);
    expect(data.previous?.values).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(data.hrefs[1]).toBe("/runs?from=2026-11-02&to=2026-11-02");
    expect(data.hrefs[9]).toBeNull();
  });

  it("ends today without an end, and keeps today and the last day of long ones", () => {
    expect(goalChart({ ...goal, endDate: null }, [], TODAY, KM).data).toMatchObject({
      previous: undefined,
      labels: { length: 5 },
    });
    const years = goalChart({ ...goal, endDate: "2029-12-31" }, [{ date: TODAY, value: 1000 }], TODAY, KM);
    expect(years.data.labels.length).toBeLessThan(210);
    expect(years.data.labels).toContain("5 Nov 2026");
    expect(years.data.previous?.values.at(-1)).toBe(100);
  });

  it("knows from a history what each day added by hand", () => {
    const version = (at: string, manualValue: number) => ({
      at: new Date(at),
      goal: { ...goal, metric: "manual" as const, manualValue },
    });
    const versions = [version("2026-11-03T23:30:00Z", 7), version("2026-11-02T10:00:00Z", 9), version("2026-11-01T10:00:00Z", 0)];
    expect(manualDays(versions, "Europe/Berlin")).toEqual([
      { date: "2026-11-01", value: 0 },
      { date: "2026-11-02", value: 9 },
      { date: "2026-11-04", value: -2 },
    ]);
  });
});

it("shows the active goals where the address says nothing sensible", () => {
  expect(readGoalView("missed")).toBe("missed");
  expect(readGoalView("soon")).toBe("active");
  expect(readGoalView(undefined)).toBe("active");
});
