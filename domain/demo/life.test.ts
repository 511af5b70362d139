import { describe, expect, it } from "vitest";
import { demoLife } from "./life";

const life = demoLife(new Date("2026-11-21T12:00:00Z"), "America/New_York");
const all = [...life.activities()];
const runs = all.filter((one) => one.kind === "run");
const rides = all.filter((one) => one.kind === "ride");
const facts = (id: string) => all.find((one) => one.id === id)?.facts;

describe("the demo life", { timeout: 300_000 }, () => {
  it("is believable: paces, hearts and powers of a trained person", () => {
    for (const { facts, activity, localDate } of runs) {
      const pace = (facts.timerS ?? 0) / ((facts.distanceM ?? 1) / 1000);
      expect([localDate, pace > 225 && pace < 470]).toEqual([localDate, true]);
      expect(facts.averageHeartRateBpm).toBeGreaterThan(115);
      expect(facts.maxHeartRateBpm).toBeLessThanOrEqual(190);
      expect(
        activity.track?.time.every((second, i, time) => i === 0 || second > (time[i - 1] ?? 0)) ?? localDate < "2025-07-10",
      ).toBe(true);
    }
    for (const { facts, localDate } of rides) {
      const kmh = ((facts.distanceM ?? 0) / (facts.timerS ?? 1)) * 3.6;
      expect([localDate, kmh > 22 && kmh < 40]).toEqual([localDate, true]);
      expect(facts.summary?.power?.normalizedW).toBeGreaterThan(100);
    }
  });

  it("gets faster over the years, and slower when the race is longer", () => {
    const pace = (name: string, year: string) => {
      const race = runs.find((run) => run.facts.name === name && run.localDate.startsWith(year))?.facts;
      return (race?.timerS ?? Number.NaN) / (race?.distanceM ?? Number.NaN);
    };
    expect(pace("Weir half marathon", "2026")).toBeLessThan(pace("Weir half marathon", "2024"));
    expect(pace("Spring 10", "2026")).toBeLessThan(pace("Weir half marathon", "2026"));
  });

  it("rests from running while something hurts", () => {
    const during = (from: string, to: string) => runs.filter((run) => run.localDate >= from && run.localDate <= to);
    expect(during("2025-02-10", "2025-03-10")).toHaveLength(0);
    expect(during("2025-03-14", "2025-03-22").some((run) => run.facts.notes?.includes("calf"))).toBe(true);
  });

  it("says the same for the same moment, and does not change what has been when a day passes", () => {
    const again = [...demoLife(new Date("2026-11-21T12:00:00Z"), "America/New_York").activities()];
    expect(again.map((one) => one.facts)).toEqual(all.map((one) => one.facts));
    const later = [...demoLife(new Date("2026-11-22T12:00:00Z"), "America/New_York").activities()];
    expect(later.map((one) => one.id).filter((id) => facts(id) === undefined).length).toBeLessThanOrEqual(3);
  });

  it("has nothing that is still to come", () => {
    const early = [...demoLife(new Date("2026-11-21T05:30:00Z"), "America/New_York").activities()];
    const last = early.at(-1);
    expect((last?.activity.startAt.getTime() ?? 0) + (last?.activity.elapsedS ?? 0) * 1000).toBeLessThan(
      Date.UTC(2026, 10, 21, 5, 30),
    );
    expect(last?.localDate).toBe("2026-11-20");
  });
});
