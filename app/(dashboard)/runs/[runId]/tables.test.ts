import { describe, expect, it } from "vitest";
import { areSplits, effortTable, lapTable, splitTable } from "./tables";

const km = { units: "km", locale: "en-GB" } as const;
const split = { movingS: null, elevationGainM: null, elevationLossM: null, gradeAdjustedSpeedMps: null };
const lap = { startS: 0, elapsedS: 300, timerS: 300, averageHeartRateBpm: null, averagePowerW: null };

describe("splits", () => {
  const splits = [
    { ...split, index: 0, distanceM: 1000, timerS: 300, averageHeartRateBpm: 140 },
    { ...split, index: 1, distanceM: 1000, timerS: 330, averageHeartRateBpm: 150 },
    { ...split, index: 2, distanceM: 380, timerS: 95, averageHeartRateBpm: 155 },
  ];

  it("give the last, shorter one its own pace and say where it ends", () => {
    const { columns, rows } = splitTable(splits, km);
    expect(columns.map((column) => column.key)).toEqual(["split", "duration", "pace", "heartRate"]);
    expect(rows.at(-1)?.slice(1)).toEqual(["2.38", "1:35", "4:10", "155"]);
  });

  it("of a short run are one, which is not called partial", () => {
    const { rows } = splitTable([{ ...split, index: 0, distanceM: 400, timerS: 80, averageHeartRateBpm: null }], km);
    expect(rows[0]?.slice(1)).toEqual(["1", "1:20", "3:20"]);
  });
});

describe("laps", () => {
  it("say pace for runs, speed for rides, and pace per 100 m or yards for swims", () => {
    const laps = [{ ...lap, distanceM: 1000, averagePowerW: 220 }];
    const shown = (kind: "run" | "swim" | "ride", units: "km" | "mi") => {
      const { columns, rows } = lapTable(laps, { units, locale: "en-GB" }, kind);
      return [columns[1]?.unit, columns[3]?.label, columns[3]?.unit, ...(rows[0]?.slice(2) ?? [])];
    };
    expect(shown("run", "km")).toEqual(["km", "Pace", "/km", "1.00", "5:00", "5:00", "220"]);
    expect(shown("ride", "km")).toEqual(["km", "Speed", "km/h", "1.00", "5:00", "12.0", "220"]);
    expect(shown("swim", "km")).toEqual(["m", "Pace", "/100 m", "1,000", "5:00", "0:30", "220"]);
    // 1,000 m are 1,093.6 yd, 300 s / 10.936 = 27.4 s.
    expect(shown("swim", "mi")).toEqual(["yd", "Pace", "/100 yd", "1,094", "5:00", "0:27", "220"]);
  });

  it("that the watch wrote after every kilometre are not shown again", () => {
    const auto = [1000.4, 999.8, 380].map((distanceM) => ({ ...lap, distanceM }));
    expect(areSplits(auto, 1000)).toBe(true);
    expect(areSplits(auto, 1609.344)).toBe(false);
    expect(areSplits([{ ...lap, distanceM: 400 }, ...auto], 1000)).toBe(false);
  });
});

describe("best efforts", () => {
  it("name a personal best and the place of the others", () => {
    const efforts = [
      { distanceM: 5000, durationS: 1500, startOffsetS: 0, rank: 1, of: 812 },
      { distanceM: 10_000, durationS: 3120, startOffsetS: 0, rank: 14, of: 1209 },
    ];
    const { rows } = effortTable(efforts, km);
    expect(rows.map((row) => row.at(-1))).toEqual([
      ["Personal best", "good"],
      ["14 of 1,209", "plain"],
    ]);
    expect(rows[0]?.[1]).toEqual(["5 km", "/runs/records?distance=5000#history"]);
  });
});
