import { describe, expect, it } from "vitest";
import { newRunSchema, runChangesSchema } from "@/domain/run-changes";
import { Failure } from "@/lib/errors";
import { touched } from "../_view/conflict";
import { checkRun, RUN_TEXT_FIELDS, readRunTexts, runTexts } from "./run-form";

const run = {
  name: "Morning run",
  notes: "Wet\nleaves",
  type: "Outdoor Run" as const,
  startAt: new Date("2026-11-02T05:42:10Z"),
  timeZone: "Europe/Berlin",
  distanceM: 10_023.4,
  durationS: 3125.6,
  averageHeartRateBpm: 151.4,
  shoeId: null,
};
const km = { units: "km", locale: "en-GB" } as const;
const where = { timeZone: "Europe/Berlin", units: "km" } as const;

describe("the run form", () => {
  it("does not take rounding or the browser's line ends for a change", () => {
    const shown = runTexts(run, km);
    expect(shown).toMatchObject({
      distance: "10.02",
      duration: "52:06",
      averageHeartRate: "151",
      startAt: "2026-11-02T06:42:10",
    });
    expect(touched(RUN_TEXT_FIELDS, { ...shown, notes: "Wet\r\nleaves" }, shown)).toEqual([]);
  });

  it("reads only what the person changed, in the units they think in", () => {
    const shown = runTexts(run, km);
    const typed = { ...shown, distance: "6.2 mi", startAt: "2026-11-02T07:00", averageHeartRate: "" };
    const fields = touched(RUN_TEXT_FIELDS, typed, shown);
    expect(fields).toEqual(["startAt", "distance", "averageHeartRate"]);
    const changes = checkRun(readRunTexts(typed, fields, where), runChangesSchema);
    expect(changes.distance).toBeCloseTo(9977.93, 2);
    expect(changes.startAt?.toISOString()).toBe("2026-11-02T06:00:00.000Z");
    expect(changes.averageHeartRate).toBeNull();
    expect(Object.keys(changes)).toHaveLength(3);
  });

  it("says beside each field what is wrong with it", () => {
    const typed = { ...runTexts(run, km), distance: "far", averageHeartRate: "900", name: " " };
    const failure = (() => {
      try {
        return checkRun(readRunTexts(typed, ["name", "distance", "averageHeartRate"], where), runChangesSchema);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(Failure);
    const fields = failure instanceof Failure ? (failure.extra.fields ?? []) : [];
    expect(fields.map((field) => field.path).sort()).toEqual(["averageHeartRate", "distance", "name"]);
    expect(fields.find((field) => field.path === "averageHeartRate")?.message).toContain("260");
    expect(fields.find((field) => field.path === "distance")?.message).toContain("far");
  });

  it("makes a new run of the same fields", () => {
    const typed = { ...runTexts(run, km), notes: "", shoeId: "red_fox" };
    const made = checkRun(
      readRunTexts(typed, ["name", "type", "startAt", "distance", "duration", "notes", "shoeId"], where),
      newRunSchema,
    );
    expect(made).toMatchObject({ name: "Morning run", distance: 10_020, duration: 3126, notes: null, shoeId: "red_fox" });
  });
});
