import { describe, expect, it } from "vitest";
import { type FailedRow, isFailedRow } from "@/integrations/files/csv-rows";
import { haveSharedFiles, listShared, readShared } from "@/integrations/files/shared-files.fixture";
import { type MapMyFitnessRow, readMapMyFitness } from "./csv";
import { unwrapNotes, workoutDate } from "./values";

async function readAll(text: string | Buffer): Promise<(MapMyFitnessRow | FailedRow)[]> {
  async function* bytes(): AsyncGenerator<Buffer> {
    yield Buffer.from(text);
  }
  const results: (MapMyFitnessRow | FailedRow)[] = [];
  for await (const result of readMapMyFitness(bytes())) results.push(result);
  return results;
}

const MILES_2017 =
  "Date Submitted,Workout Date,Activity Type,Calories Burned (kCal),Distance (mi),Workout Time (seconds),Avg Pace (min/mi),Max Pace,Avg Speed (mi/h),Max Speed,Avg Heart Rate,Steps,Notes,Source,Link";
const KILOMETRES_2025 =
  "Date Submitted,Workout Date,Activity Type,Calories Burned (kcal),Distance (km),Workout Time (seconds),Avg Pace (min/km),Max Pace (min/km),Avg Speed (km/h),Max Speed (km/h),Avg Heart Rate,Steps,Notes,Source,Link";

describe("readMapMyFitness", () => {
  it("converts miles, knows only the day, takes the id from the link", async () => {
    const [row] = await readAll(
      `${MILES_2017}\n"June 12, 2017","June 11, 2017",Run,315,3.1,1215,6.55,0,9.16,0,,3626,,,http://www.mapmyrun.com/workout/1000000001`,
    );
    expect(row).toMatchObject({ row: 1, workoutId: "1000000001" });
    if (!row || isFailedRow(row)) throw new Error("failed");
    expect(row.activity).toMatchObject({
      sport: "running",
      indoor: false,
      localDate: "2017-06-11",
      startPrecision: "day",
      elapsedS: 1215,
      calories: 315,
      averageHeartRateBpm: null,
      notes: null,
      track: null,
    });
    expect(row.activity.startAt.toISOString()).toBe("2017-06-11T12:00:00.000Z");
    expect(row.activity.distanceM).toBeCloseTo(4988.97, 2);
  });

  it("reads kilometres, treadmills, heart rate, notes and shoes", async () => {
    const [row] = await readAll(
      `${KILOMETRES_2025}\n"Sept. 5, 2020","Sept. 4, 2020",Indoor Run / Jog,300,4.12,1401,3.35,0.03,17.9,1847.2,142,0,"b'Shoes: Model X'",Map My Fitness MapMyRun iPhone,http://www.mapmyfitness.com/workout/7`,
    );
    if (!row || isFailedRow(row)) throw new Error("failed");
    expect(row.activity).toMatchObject({ sport: "running", indoor: true, distanceM: 4120, averageHeartRateBpm: 142 });
    expect(row.activity).toMatchObject({
      rawSport: "Indoor Run / Jog",
      gearName: "Model X",
      device: "Map My Fitness MapMyRun iPhone",
    });
  });

  it("sets aside what cannot be true, row by row", async () => {
    const line = (type: string, km: string, s: string) => `"May 1, 2021","May 1, 2021",${type},1,${km},${s},,,,,,,,,`;
    const results = await readAll(
      [
        KILOMETRES_2025,
        line("Run", "1.015", "7"),
        line("Run", "1.899", "49018"),
        line("Run", "0", "600"),
        line("Run", "5", "0"),
        line("Weight Workout", "0", "600"),
        line("Bike Ride", "30", "3600"),
        '"Mai 1, 2021","1.5.2021",Run,1,5,1500,,,,,,,,,',
      ].join("\n"),
    );
    expect(results.map((result) => (isFailedRow(result) ? result.reason : "read"))).toEqual([
      expect.stringMatching(/1\.0[12] km in 7 s/),
      expect.stringMatching(/1\.90 km in 13:36:58/),
      expect.stringMatching(/no distance/),
      expect.stringMatching(/no duration/),
      "read",
      "read",
      expect.stringMatching(/date "1\.5\.2021"/),
    ]);
  });

  it("refuses other tables and tables without a unit", async () => {
    await expect(readAll("a,b\n1,2")).rejects.toThrow(/not a MapMyFitness/);
    await expect(readAll(KILOMETRES_2025.replace("Distance (km)", "Distance"))).rejects.toThrow(/neither kilometres nor miles/);
  });

  it.runIf(haveSharedFiles)("reads the real exports but for the few rows without time or distance", async () => {
    const outcome = await Promise.all(
      listShared("fixtures/mapmyfitness", /\.csv$/).map(async (file) => {
        const results = await readAll(readShared(file));
        return `${results.length} ${results.filter(isFailedRow).length}`;
      }),
    );
    expect(outcome).toEqual(["181 3", "40 1", "2 0", "4 1"]);
  });
});

describe("values", () => {
  it.each([
    ["Jan. 30, 2021", "2021-01-30"],
    ["Feb. 29, 2020", "2020-02-29"],
    ["March 1, 2020", "2020-03-01"],
    ["April 2, 2020", "2020-04-02"],
    ["May 3, 2020", "2020-05-03"],
    ["June 4, 2020", "2020-06-04"],
    ["July 5, 2020", "2020-07-05"],
    ["Aug. 6, 2020", "2020-08-06"],
    ["Sept. 7, 2020", "2020-09-07"],
    ["Oct. 8, 2020", "2020-10-08"],
    ["Nov. 9, 2020", "2020-11-09"],
    ["Dec. 31, 2020", "2020-12-31"],
    ["Feb. 30, 2020", null],
    ["Smarch 1, 2020", null],
    ["", null],
  ])("%s", (cell, date) => {
    expect(workoutDate(cell)).toBe(date);
  });

  it.each([
    ["b''", null],
    ["", null],
    ["b'Muddy lanes'", "Muddy lanes"],
    [`b"It's imported"`, "It's imported"],
    ["b'caf\\xc3\\xa9 \\'stop\\'\\nthen home'", "café 'stop'\nthen home"],
    ["b'back\\\\slash'", "back\\slash"],
    ["plain words", "plain words"],
    ["b'unfinished", "b'unfinished"],
  ])("%j", (cell, notes) => {
    expect(unwrapNotes(cell)).toBe(notes);
  });
});
