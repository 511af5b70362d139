import { describe, expect, it } from "vitest";
import { oneRepMax, sumSets } from "@/domain/strength";
import { demoSessions } from "./strength";

const make = (first: string, today: string) => demoSessions(first, today, new Date(`${today}T12:00:00Z`), "America/New_York");
const all = make("2023-11-22", "2026-11-21");

describe("strength in the demo life", () => {
  it("is twice a week, for about an hour, with a trained person's volume", () => {
    expect(all.length / 156).toBeGreaterThan(1.4);
    expect(all.length / 156).toBeLessThan(2);
    for (const { durationS, exercises, localDate } of all) {
      const { volumeKg, setCount } = sumSets(exercises);
      expect([localDate, volumeKg > 1_000 && volumeKg < 9_000, setCount > 8 && setCount < 24]).toEqual([localDate, true, true]);
      expect(durationS).toBeGreaterThan(2_700);
    }
  });

  it("gets stronger over the years, in plates that exist", () => {
    const best = (year: string) =>
      Math.max(
        ...all
          .filter(({ localDate }) => localDate.startsWith(year))
          .flatMap(({ exercises }) => exercises.filter(({ title }) => title.startsWith("Squat")))
          .flatMap(({ sets, title }) => sets.map((set) => oneRepMax(set, title) ?? 0)),
      );
    expect(best("2026")).toBeGreaterThan(best("2024") + 5);
    const squats = all.flatMap(({ exercises }) => exercises.filter(({ title }) => title.startsWith("Squat")));
    expect(squats.flatMap(({ sets }) => sets).every(({ weightKg }) => ((weightKg ?? 0) * 10) % 25 === 0)).toBe(true);
  });

  it("leaves the legs alone while one hurts, and all of it with the flu", () => {
    const during = (from: string, to: string) => all.filter(({ localDate }) => localDate >= from && localDate <= to);
    const titles = new Set(during("2025-02-10", "2025-03-10").map(({ title }) => title));
    expect(titles.size === 0 || [...titles].join() === "Upper body only").toBe(true);
  });

  it("is the same for the same day, and has nothing that is still to come", () => {
    expect(make("2023-11-22", "2026-11-21")).toEqual(all);
    expect(all.at(-1)?.startAt.getTime()).toBeLessThan(Date.UTC(2026, 10, 21, 12));
  });
});
