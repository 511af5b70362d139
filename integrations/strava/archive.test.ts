import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FailedRow, isFailedRow } from "@/integrations/files/csv-rows";
import { FileRefused } from "@/integrations/files/refused";
import { haveSharedFiles, listShared, readShared, sharedPath } from "@/integrations/files/shared-files.fixture";
import { ZipArchive } from "@/integrations/files/zip";
import { writeZip } from "@/integrations/files/zip.fixture";
import { StravaArchive } from "./archive";
import { readStravaActivities, type StravaRow } from "./archive-csv";
import { stravaDate, stravaNumber } from "./archive-values";

async function* bytes(text: string | Buffer): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function readAll(text: string | Buffer): Promise<(StravaRow | FailedRow)[]> {
  const results: (StravaRow | FailedRow)[] = [];
  for await (const result of readStravaActivities(bytes(text))) results.push(result);
  return results;
}

async function rows(text: string | Buffer): Promise<StravaRow[]> {
  return (await readAll(text)).filter((result): result is StravaRow => !isFailedRow(result));
}

const OLD = "id,date,name,type,description,elapsed_time,distance,commute,gear,filename";
const TITLE =
  "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Commute,Activity Gear,Filename";
/** The shape of the wide vintages: names that occur twice, Media last. */
const WIDE =
  "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Elapsed Time,Moving Time,Distance,Elevation Gain,Max Heart Rate,Average Heart Rate,Calories,Commute,Media";
const GERMAN =
  "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,Distanz,Max. Herzfrequenz,Relative Leistung,Pendeln,Hinweis zur Privatsphäre für Aktivitäten,Aktivitätsausrüstung,Dateiname,Sportlergewicht,Verstrichene Zeit,Bewegungszeit,Distanz,Höhenzunahme,Max. Herzfrequenz,Durchschnittliche Herzfrequenz,Kalorien,Pendeln,Medien";

describe("readStravaActivities", () => {
  it("2018: snake case and metres", async () => {
    const [ride] = await rows(
      `${OLD}\n1988225457,2018-11-27 19:11:32,Evening,Ride,"",1468,6075.0,true,Bike,activities/2125648250.fit.gz`,
    );
    expect(ride).toMatchObject({
      row: 1,
      activityId: "1988225457",
      uploadId: "2125648250",
      filename: "activities/2125648250.fit.gz",
    });
    expect(ride?.activity).toMatchObject({ sport: "cycling", distanceM: 6075, elapsedS: 1468, gearName: "Bike", notes: null });
    expect(ride?.activity.startAt.toISOString()).toBe("2018-11-27T19:11:32.000Z");
  });

  it("2019: title case and kilometres", async () => {
    const [run] = await rows(`${TITLE}\n1,"Sep 12, 2018, 3:02:23 PM",Run,Run,,1325,3.68,false,,activities/1970000001.gpx`);
    expect(run?.activity.distanceM).toBeCloseTo(3680, 6);
    expect(run?.activity.startAt.toISOString()).toBe("2018-09-12T15:02:23.000Z");
  });

  it("wide: the last of two equal names is the raw one, the first where that is empty", async () => {
    const line = (raw: string) =>
      `1,"May 9, 2023, 10:09:29 AM","🎵, long ""one""",Ride,"line one\nline two",34021,200.10,171,,false,,Bike,activities/7.fit.gz,,34021.5,28586.0,${raw},12.5,172.0,150.2,900.0,0.0,a.jpg|b.jpg`;
    const [full, bare] = await rows(`\uFEFF${WIDE}\r\n${line("200100.015625")}\r\n${line("")}\r\n`);
    expect(full?.activity).toMatchObject({
      name: '🎵, long "one"',
      notes: "line one\nline two",
      elapsedS: 34_021.5,
      timerS: 28_586,
      distanceM: 200_100.015625,
      elevationGainM: 12.5,
      maxHeartRateBpm: 172,
      averageHeartRateBpm: 150.2,
      calories: 900,
    });
    expect(bare?.row).toBe(2);
    expect(bare?.activity.distanceM).toBeCloseTo(200_100, 6);
  });

  it("a swim's first distance is metres, a virtual run is a treadmill, a missing file is no file", async () => {
    const row = (type: string) => `1,"Apr 18, 2022, 12:04:05 AM",x,${type},,1800,1500,,,false,,,,,1800.0,1500.0,,,,,,,`;
    const [swim, run] = await rows(`${WIDE}\n${row("Swim")}\n${row("Virtual Run")}`);
    expect(swim?.activity).toMatchObject({ sport: "swimming", distanceM: 1500 });
    expect(swim?.activity.startAt.toISOString()).toBe("2022-04-18T00:04:05.000Z");
    expect(run).toMatchObject({ uploadId: null, filename: null, activity: { sport: "running", indoor: true } });
  });

  it("German: own names, dates, types and decimal commas", async () => {
    const [ride] = await rows(
      `${GERMAN}\n8228026758,"09.12.2022, 15:24:49",Feierabend,Radfahrt,"bewölkt, 0°C\n---",3189,"9,44",,,true,"",Patria,activities/8228026758.gpx,,3189.0,2070.0,9440.2,55.0,160.0,140.5,300.0,1.0,`,
    );
    expect(ride).toMatchObject({ activityId: "8228026758", uploadId: "8228026758" });
    expect(ride?.activity).toMatchObject({
      sport: "cycling",
      distanceM: 9440.2,
      timerS: 2070,
      gearName: "Patria",
      averageHeartRateBpm: 140.5,
    });
    expect(ride?.activity.startAt.toISOString()).toBe("2022-12-09T15:24:49.000Z");
    const [old] = await rows(
      `${GERMAN.split(",").slice(0, 13).join(",")}\n1,"09.12.2022, 15:24:49",x,Lauf,,600,"2,81",,,,,,activities/1.gpx`,
    );
    expect(old?.activity).toMatchObject({ sport: "running", distanceM: 2810 });
  });

  it("refuses other languages, saying what to do, and other tables", async () => {
    await expect(readAll("ID de l'activité,Date de l'activité,Nom\n1,2,3")).rejects.toThrow(/Set Strava to English/);
    await expect(readAll("Activity ID,Activity Date\n1,2")).rejects.toThrow(/has no column/);
    await expect(readAll("")).rejects.toBeInstanceOf(FileRefused);
  });

  it("fails single rows with a reason and goes on", async () => {
    const good = '1,"Sep 12, 2018, 3:02:23 PM",Run,Run,,1325,3.68,false,,';
    const results = await readAll(
      [
        TITLE,
        good,
        good.replace("1,", "x,"),
        good.replace("Sep", "Foo"),
        good.replace("1325", ""),
        "1,2",
        good,
        '3,"never closed',
      ].join("\n"),
    );
    expect(results.map((result) => (isFailedRow(result) ? result.reason.split(" ").slice(0, 4).join(" ") : "read"))).toEqual([
      "read",
      "The row has no",
      'The date "Foo 12,',
      "The row has no",
      'The date "2" cannot',
      "read",
      "The table cannot be",
    ]);
    expect(results.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("finds Media last however many columns come before it", async () => {
    const wider = WIDE.replace(",Media", ",Recovery,With Pet,Total Sets,Media");
    const [row] = await rows(`${wider}\n1,"May 9, 2023, 10:09:29 AM",x,Run,,10,1,,,,,,,,10,10,1000,,,,,,1,0,3,m.jpg`);
    expect(row?.activity.distanceM).toBe(1000);
  });
});

describe("values", () => {
  it.each([
    ["Dec 19, 2022, 12:24:07 PM", "2022-12-19T12:24:07.000Z"],
    ["Dec 19, 2022, 12:24:07 AM", "2022-12-19T00:24:07.000Z"],
    ["Dec 19, 2022, 3:24:07\u202fPM", "2022-12-19T15:24:07.000Z"],
    ["19 Sept 2022, 15:24:07", "2022-09-19T15:24:07.000Z"],
    ["9.2.2022, 05:24:49", "2022-02-09T05:24:49.000Z"],
    ["2024-02-29 07:00:00", "2024-02-29T07:00:00.000Z"],
  ])("%s", (cell, iso) => {
    expect(stravaDate(cell)?.toISOString()).toBe(iso);
  });

  it.each(["", "yesterday", "2023-02-29 07:00:00", "32.01.2022, 05:24:49", "Foo 1, 2022, 1:00:00 PM", "27 janv. 2023, 10:11:12"])(
    "%j is no date",
    (cell) => {
      expect(stravaDate(cell)).toBeNull();
    },
  );

  it("reads numbers by language", () => {
    expect(stravaNumber("9,44", "de")).toBe(9.44);
    expect(stravaNumber("1.234,5", "de")).toBe(1234.5);
    expect(stravaNumber("2070.0", "de")).toBe(2070);
    expect(stravaNumber("1,234.5", "en")).toBe(1234.5);
    expect(stravaNumber("", "en")).toBeNull();
    expect(stravaNumber("n/a", "en")).toBeNull();
    expect(stravaNumber("1e999", "en")).toBeNull();
  });
});

describe("StravaArchive", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "strava-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(["", "export_123/"])("finds table, gear and recordings under %j", async (root) => {
    const file = join(folder, "export.zip");
    const table = `${TITLE}\n1,"Sep 12, 2018, 3:02:23 PM",a,Run,,10,1,,Shoe,activities/5.gpx\n2,"Sep 13, 2018, 3:02:23 PM",b,Run,,10,1,,,activities/6.gpx`;
    const parts: Record<string, string> = {
      "activities.csv": table,
      "activities/5.gpx": "<gpx/>",
      "activities/9.fit.gz": "x",
      "media/a.jpg": "x",
      "shoes.csv": 'Shoe Name,Shoe Brand,Shoe Model,Shoe Default Sport Types\nOld,Example,R3,Run\n"",Example,Nameless,\n"",,,',
    };
    writeZip(
      file,
      Object.entries(parts).map(([path, content]) => ({ path: root + path, content: Buffer.from(content) })),
    );
    const zip = await ZipArchive.open(file);
    const archive = StravaArchive.in(zip);
    if (!archive) throw new Error("not found");
    const listed: (string | null)[] = [];
    for await (const row of archive.rows()) listed.push(isFailedRow(row) ? null : archive.pathOf(row));
    expect(listed).toEqual([`${root}activities/5.gpx`, null]);
    expect(archive.unlisted(new Set([`${root}activities/5.gpx`]))).toEqual([`${root}activities/9.fit.gz`]);
    expect(await archive.shoes()).toEqual([
      { name: "Old", brand: "Example", model: "R3" },
      { name: "Example Nameless", brand: "Example", model: "Nameless" },
    ]);
    expect(await archive.bikes()).toEqual([]);
    zip.close();
  });

  it.runIf(haveSharedFiles)("reads the constructed exports", async () => {
    const counts = await Promise.all(
      listShared("fixtures/strava_bulk", /activities_.*csv$/).map(async (file) => (await rows(readShared(file))).length),
    );
    expect(counts).toEqual([2, 1, 4, 4, 4]);
    const zip = await ZipArchive.open(sharedPath("fixtures/strava_bulk/constructed__export_archive.zip"));
    const archive = StravaArchive.in(zip);
    const found: string[] = [];
    for await (const row of archive?.rows() ?? []) {
      if (!isFailedRow(row)) found.push(`${row.activityId} ${archive?.pathOf(row) ?? "-"}`);
    }
    expect(found).toHaveLength(9);
    expect(found.filter((line) => line.endsWith("-"))).toEqual(["1008 -", "1009 -"]);
    zip.close();
    const plain = await ZipArchive.open(sharedPath("fixtures/strava_bulk/elevate_compressed_samples.zip"));
    expect(StravaArchive.in(plain)).toBeNull();
    expect(plain.entries).toHaveLength(3);
    plain.close();
  });
});
