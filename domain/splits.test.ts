import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseActivityFile } from "@/integrations/files/parse-file";
import type { Track } from "./activity";
import { SPLIT_LENGTHS_M, type Split, splitsOf } from "./splits";
import { SHARED, seconds, trackOf } from "./testing";

/** 4 m/s for 300 s, standing 60 s, 2.5 m/s for 440 s: 2,300 m in 800 s. */
const time = seconds(801);
const distance = time.map((t) => (t <= 300 ? t * 4 : t <= 360 ? 1200 : 1200 + (t - 360) * 2.5));

describe("splits", () => {
  it("cut at exact kilometres, with standing still in the split it fell into, and keep the last part", () => {
    const splits = splitsOf(trackOf(time, { distance, heartRate: time.map((t) => (t < 250 ? 140 : 160)) }), SPLIT_LENGTHS_M.km);
    expect(splits.map((split) => [split.distanceM, split.timerS])).toEqual([
      [1000, 250],
      [1000, 430],
      [expect.closeTo(300, 6), 120],
    ]);
    expect(splits.map((split) => split.averageHeartRateBpm)).toEqual([140, 160, 160]);
    expect(splits[1]?.movingS).toBe(430 - 60);
  });

  it("cut at miles", () => {
    const splits = splitsOf(trackOf(time, { distance }), SPLIT_LENGTHS_M.mi);
    expect(splits).toHaveLength(2);
    expect(splits[0]?.timerS).toBeCloseTo(360 + (1609.344 - 1200) / 2.5, 6);
    expect(splits.reduce((sum, split) => sum + split.timerS, 0)).toBeCloseTo(800, 6);
  });

  const sum = (splits: readonly Split[], of: "timerS" | "distanceM") => splits.reduce((all, split) => all + split[of], 0);

  /** 4 m/s for 600 s; after 100 s the watch is stopped for `pauseS` seconds and nothing is recorded. */
  const paused = (pauseS: number, pauses: Track["pauses"]) => {
    const running = seconds(601);
    return trackOf(
      running.map((t) => (t <= 100 ? t : t + pauseS)),
      { distance: running.map((t) => t * 4), heartRate: running.map(() => 150) },
      pauses,
    );
  };

  it("leave pauses out: a hole of 25 s without events, any hole that the device calls a pause", () => {
    for (const track of [paused(400, null), paused(12, [[100, 112]])]) {
      const splits = splitsOf(track, SPLIT_LENGTHS_M.km);
      expect(splits.map(({ timerS }) => Math.round(timerS))).toEqual([250, 250, 100]);
      expect(sum(splits, "distanceM")).toBeCloseTo(2400, 6);
    }
  });

  it("count a shorter hole without events, which is a watch that writes rarely", () => {
    const splits = splitsOf(paused(12, null), SPLIT_LENGTHS_M.km);
    expect(splits.map(({ timerS }) => Math.round(timerS))).toEqual([262, 250, 100]);
  });

  it("find the distance also where only every tenth sample has one", () => {
    const rare = trackOf(time, { distance: distance.map((metres, t) => (t % 10 === 0 ? metres : null)) });
    expect(splitsOf(rare, SPLIT_LENGTHS_M.km).map(({ timerS }) => Math.round(timerS))).toEqual([250, 430, 120]);
  });

  it.skipIf(!SHARED)("of a real run with a stop of 399 s add up to its distance and timer time, in kilometres and miles", () => {
    const file = join(SHARED ?? "", "activities/o18_run_gap.tcx");
    const [run] = parseActivityFile(readFileSync(file), file);
    if (!run?.track) throw new Error("no track");
    for (const length of Object.values(SPLIT_LENGTHS_M)) {
      const splits = splitsOf(run.track, length);
      // METRICS: 3,507 s of timer time, 3,904 s elapsed, 4,507.9 m.
      expect(Math.abs(sum(splits, "timerS") - 3507)).toBeLessThanOrEqual(1);
      expect(sum(splits, "distanceM")).toBeCloseTo(4507.9, 1);
      expect(splits.every(({ timerS }) => timerS > 0)).toBe(true);
    }
  });

  it("climb and adjust by grade", () => {
    const [first, second] = splitsOf(
      trackOf(seconds(501), {
        distance: seconds(501).map((t) => t * 4),
        altitude: seconds(501).map((t) => (t <= 250 ? 100 : 100 + (t - 250) * 0.4)),
      }),
      1000,
    );
    expect(first?.elevationGainM).toBe(0);
    // The last climb of less than 3 m does not count yet.
    expect(100 - (second?.elevationGainM ?? 0)).toBeGreaterThanOrEqual(0);
    expect(100 - (second?.elevationGainM ?? 0)).toBeLessThan(3);
    expect(first?.gradeAdjustedSpeedMps).toBeCloseTo(4, 1);
    expect((second?.gradeAdjustedSpeedMps ?? 0) / 4).toBeCloseTo(1.657837, 1);
  });

  it("leave out a rest shorter than 10 m, and have none without distance", () => {
    expect(splitsOf(trackOf([0, 300], { distance: [0, 1004] }), 1000)).toHaveLength(1);
    expect(splitsOf(trackOf([0, 300], { distance: [0, 1004] }), 1000)[0]?.distanceM).toBe(1004);
    expect(splitsOf(trackOf([0, 1], { power: [1, 1] }), 1000)).toEqual([]);
  });
});
