import { describe, expect, it } from "vitest";
import { dayLanes, hourTicks } from "./day-lanes";

const BERLIN = "Europe/Berlin";
const FORMAT = { units: "km", locale: "en-GB" } as const;
const at = (instant: string) => Date.parse(instant) * 1000;
const labels = (date: string) => hourTicks(date, BERLIN, "en-GB").map(({ label }) => label);

describe("the hours of a day", () => {
  it("are a tick every third hour that clocks show, nearer or further apart where clocks change", () => {
    expect(labels("2026-11-20")).toEqual(["00", "03", "06", "09", "12", "15", "18", "21"]);
    const spring = hourTicks("2026-03-29", BERLIN, "en-GB");
    expect(spring.map(({ label }) => label)).toEqual(["00", "03", "06", "09", "12", "15", "18", "21"]);
    expect(spring[1]?.left).toBeCloseTo(2000 / 23, 0);
    expect(spring[2]?.left).toBeCloseTo(5000 / 23, 0);
    const autumn = hourTicks("2026-10-25", BERLIN, "en-GB");
    expect(autumn[1]?.left).toBeCloseTo(4000 / 25, 0);
  });

  it("hold a lane for each of the five names with the most time, and one for all others", () => {
    const blocks = ["a", "b", "c", "d", "e", "f", "g"].map((name, index) => {
      return { startUs: at(`2026-11-20T0${index + 1}:00:00Z`), us: (10 - index) * 60e6, name };
    });
    const lanes = dayLanes({ blocks, date: "2026-11-20", timeZone: BERLIN, view: "project", format: FORMAT });
    expect(lanes.map(({ label, text }) => [label, text])).toEqual([
      ["a", "10 min"],
      ["b", "9 min"],
      ["c", "8 min"],
      ["d", "7 min"],
      ["e", "6 min"],
      ["Other", "9 min"],
    ]);
    expect(lanes[0]?.href).toBe("/coding/projects/a");
    expect(lanes[5]?.href).toBeUndefined();
  });

  it("stand where clocks show them, also on a day of 23 hours", () => {
    const block = { startUs: at("2026-03-29T10:00:00Z"), us: 3600e6, name: "" };
    const [lane] = dayLanes({ blocks: [block], date: "2026-03-29", timeZone: BERLIN, view: "project", format: FORMAT });
    // Midnight was at 23:00 UTC, so 10:00 UTC is eleven hours into the day, and noon on the clock.
    expect(lane?.label).toBe("No project");
    expect(lane?.blocks).toEqual([[expect.closeTo(11_000 / 23, 0), expect.closeTo(1000 / 23, 0), "12:00–13:00 · 1:00 h"]]);
  });
});
