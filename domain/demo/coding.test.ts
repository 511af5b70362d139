import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/time-zones";
import { readUserAgent } from "@/domain/user-agents";
import { demoHeartbeats } from "./coding";

const ZONE = "Europe/Berlin";
const all = demoHeartbeats("2025-11-22", "2026-11-21", new Date("2026-11-21T12:00:00Z"), ZONE);

/** Hours under a name: a gap shorter than 15 minutes belongs to the earlier one. */
function hoursBy(name: (index: number) => string): Map<string, number> {
  const hours = new Map<string, number>();
  for (let at = 0; at + 1 < all.length; at++) {
    const gap = (all[at + 1]?.atUs ?? 0) - (all[at]?.atUs ?? 0);
    if (gap < 900e6) hours.set(name(at), (hours.get(name(at)) ?? 0) + gap / 3.6e9);
  }
  return hours;
}

describe("coding in the demo life", () => {
  it("is a year of somebody's work, most of a working day, oldest first, nothing still to come", () => {
    const days = hoursBy((at) => localDate(new Date((all[at]?.atUs ?? 0) / 1000), ZONE));
    const long = [...days.values()].filter((hours) => hours > 2);
    expect(days.size).toBeGreaterThan(240);
    expect(Math.max(...days.values())).toBeLessThan(12);
    expect(long.reduce((sum, hours) => sum + hours, 0) / long.length).toBeGreaterThan(4);
    expect(all.every((beat, at) => at === 0 || beat.atUs >= (all[at - 1]?.atUs ?? 0))).toBe(true);
    expect(all.at(-1)?.atUs).toBeLessThan(Date.UTC(2026, 10, 21, 12) * 1000);
  });

  it("is told by editors that are known, and by an agent that comes later in the year", () => {
    const editors = hoursBy((at) => readUserAgent(all[at]?.userAgent ?? null).editor);
    for (const editor of ["VS Code", "Neovim", "PyCharm", "Chrome"])
      expect([editor, (editors.get(editor) ?? 0) > 20]).toEqual([editor, true]);
    const agents = all.filter(({ userAgent }) => readUserAgent(userAgent).agent !== "");
    expect(agents.length).toBeGreaterThan(500);
    expect(agents[0]?.atUs).toBeGreaterThan(Date.UTC(2026, 1, 1) * 1000);
    expect(agents.every(({ category }) => category === "ai coding")).toBe(true);
  });

  it("has projects with branches and languages, and is away in August", () => {
    expect(new Set(all.map(({ project }) => project)).size).toBe(5);
    expect(new Set(all.filter(({ project }) => project === "harbour-web").map(({ branch }) => branch)).size).toBeGreaterThan(3);
    expect(new Set(all.map(({ language }) => language)).size).toBeGreaterThan(9);
    const august = all.filter(({ atUs }) => localDate(new Date(atUs / 1000), ZONE).startsWith("2026-08-1"));
    expect(august.every(({ atUs }) => localDate(new Date(atUs / 1000), ZONE) > "2026-08-16")).toBe(true);
  });

  it("is the same whenever it is made but for the early hours of its last day, which always have something", () => {
    const earlier = demoHeartbeats("2025-11-22", "2026-11-20", new Date("2026-11-20T12:00:00Z"), ZONE);
    const midnight = Date.UTC(2026, 10, 19, 23) * 1000;
    const upTo = (beats: typeof all) => beats.filter(({ atUs }) => atUs < midnight);
    expect(upTo(all)).toEqual(upTo(earlier));
    for (const made of [all, earlier]) {
      const last = made.at(-1)?.atUs ?? 0;
      expect(localDate(new Date(last / 1000), ZONE)).toBe(made === all ? "2026-11-21" : "2026-11-20");
    }
  });
});
