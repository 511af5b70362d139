import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Activity } from "@/domain/activity";
import { readMapMyFitness } from "@/integrations/mapmyfitness/csv";
import { readStravaActivities } from "@/integrations/strava/archive-csv";
import { isFailedRow } from "./csv-rows";
import { fitFile, recordsOf, session, timerEvent } from "./fit.fixture";
import { damage, randomOf } from "./fuzz.fixture";
import { ThreadPool } from "./parse-pool";
import { FileRefused } from "./refused";
import { haveSharedFiles, listShared, readShared } from "./shared-files.fixture";
import { ZipArchive } from "./zip";
import { writeZip } from "./zip.fixture";

/** `PROVE=1` runs the proof at full strength, from another seed each time; `PROVE_SEED=…` repeats one. */
const FULL = process.env["PROVE"] === "1";
const SEED = Number(process.env["PROVE_SEED"] ?? (FULL ? Date.now() % 1_000_000 : 20_261_121));
const FILES = FULL ? 10_000 : 300;
const TABLES = FULL ? 2_000 : 100;
const ZIPS = FULL ? 1_000 : 60;
const TIME_LIMIT_MS = FULL ? 30_000 : 120_000;

const GPX = `<?xml version="1.0"?><gpx creator="x"><trk><name>a</name><type>run</type><trkseg>${Array.from(
  { length: 50 },
  (_, i) =>
    `<trkpt lat="51.${500 + i}" lon="-0.1"><ele>${i}</ele><time>2021-01-07T20:00:${String(i).padStart(2, "0")}Z</time><extensions><hr>14${i % 10}</hr></extensions></trkpt>`,
).join("")}</trkseg></trk></gpx>`;
const TCX = `<TrainingCenterDatabase><Activities><Activity Sport="Running"><Id>x</Id><Lap StartTime="2021-01-07T20:00:00Z"><TotalTimeSeconds>49</TotalTimeSeconds><DistanceMeters>150</DistanceMeters><Track>${Array.from(
  { length: 50 },
  (_, i) =>
    `<Trackpoint><Time>2021-01-07T20:00:${String(i).padStart(2, "0")}Z</Time><DistanceMeters>${3 * i}</DistanceMeters></Trackpoint>`,
).join("")}</Track></Lap></Activity></Activities></TrainingCenterDatabase>`;
const STRAVA = `Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Commute,Activity Gear,Filename\n${Array.from(
  { length: 30 },
  (_, i) => `${i},"Sep ${1 + (i % 28)}, 2018, 3:02:23 PM","Run ""${i}""",Run,"a\nb",1325,3.68,false,Shoe,activities/${i}.gpx`,
).join("\n")}`;
const MMF = `Date Submitted,Workout Date,Activity Type,Calories Burned (kCal),Distance (km),Workout Time (seconds),Avg Pace (min/km),Max Pace,Avg Speed (km/h),Max Speed,Avg Heart Rate,Steps,Notes,Source,Link\n${Array.from(
  { length: 30 },
  (_, i) => `"May 1, 2021","May ${1 + (i % 28)}, 2021",Run,315,3.09,1215,6,0,9,0,,1,b'x',y,http://x/workout/${i}`,
).join("\n")}`;

const FIT = fitFile(
  Buffer.concat([
    recordsOf(100),
    timerEvent(50, 4),
    timerEvent(60, 0),
    session({ startS: 0, elapsedS: 99, distanceM: 297, sport: 1 }),
  ]),
);

function seeds(): { name: string; bytes: Buffer }[] {
  const made = [
    { name: "a.fit", bytes: FIT },
    { name: "a.gpx", bytes: Buffer.from(GPX) },
    { name: "a.tcx", bytes: Buffer.from(TCX) },
    { name: "a.fit.gz", bytes: gzipSync(FIT) },
  ];
  const real = ["fit", "fit/broken", "gpx", "gpx/broken", "tcx"]
    .flatMap((folder) => listShared(`fixtures/${folder}`, /\.(fit|gpx|tcx)(\.gz)?$/))
    .map((name) => ({ name, bytes: readShared(name) }))
    .filter(({ bytes }) => bytes.length > 0 && bytes.length < (FULL ? 300_000 : 60_000));
  return [...made, ...(haveSharedFiles ? real : [])];
}

/** What storing and showing an activity rely on. */
function checkActivity({ startAt, elapsedS, timerS, distanceM, track, laps, ...rest }: Activity): void {
  expect(Number.isNaN(startAt.getTime())).toBe(false);
  expect(startAt.getUTCFullYear()).toBeLessThan(2200);
  for (const value of [elapsedS, timerS, distanceM, rest.elevationGainM, rest.averageHeartRateBpm, rest.calories]) {
    if (value !== null) expect(Number.isFinite(value) && value >= 0).toBe(true);
  }
  expect([rest.name, rest.notes, rest.rawSport, rest.device].some((text) => text?.includes("\0"))).toBe(false);
  for (const lap of laps) expect(Number.isFinite(lap.startS) && lap.startS >= 0).toBe(true);
  if (!track) return;
  expect(track.time.every((at, row) => row === 0 || at > (track.time[row - 1] ?? 0))).toBe(true);
  for (const channel of Object.values(track.channels)) expect(channel.length).toBe(track.time.length);
}

describe(`damaged input, seed ${SEED}`, () => {
  let pool: ThreadPool<{ bytes: Uint8Array; name: string }, Activity[]>;
  let folder = "";
  beforeAll(() => {
    console.log(`fuzz seed ${SEED}`);
    folder = mkdtempSync(join(tmpdir(), "fuzz-"));
    pool = new ThreadPool({ script: new URL("./parse-thread.ts", import.meta.url), threads: 1, timeLimitMs: TIME_LIMIT_MS });
  });
  afterAll(async () => {
    await pool.close();
    rmSync(folder, { recursive: true });
  });

  it(`${FILES} damaged recordings give activities or a refusal, nothing else`, { timeout: 3_600_000 }, async () => {
    const random = randomOf(SEED);
    const sources = seeds();
    let read = 0;
    let refused = 0;
    let slowestMs = 0;
    for (let index = 0; index < FILES; index++) {
      const source = sources[random(sources.length)] ?? { name: "a.fit", bytes: FIT };
      const other = sources[random(sources.length)]?.bytes ?? FIT;
      const bytes = damage(source.bytes, other, random);
      const begun = performance.now();
      try {
        for (const activity of await pool.run({ bytes: Uint8Array.from(bytes), name: source.name })) checkActivity(activity);
        read++;
      } catch (error) {
        if (!(error instanceof FileRefused) || /too long|more memory/.test(error.reason)) {
          writeFileSync(join(tmpdir(), `fuzz-${SEED}-${index}`), bytes);
          throw new Error(`file ${index} of seed ${SEED} (${source.name})`, { cause: error });
        }
        refused++;
      }
      slowestMs = Math.max(slowestMs, performance.now() - begun);
    }
    console.log(`recordings: ${read} read, ${refused} refused, slowest ${slowestMs.toFixed(0)} ms`);
    expect(read).toBeGreaterThan(FILES / 10);
    expect(refused).toBeGreaterThan(FILES / 20);
    expect(slowestMs).toBeLessThan(TIME_LIMIT_MS);
  });

  it.each([
    ["Strava", STRAVA, readStravaActivities],
    ["MapMyFitness", MMF, readMapMyFitness],
  ])(`${TABLES} damaged %s tables give rows, failed rows or a refusal`, { timeout: 600_000 }, async (_, text, reader) => {
    const random = randomOf(SEED + 1);
    let rows = 0;
    for (let index = 0; index < TABLES; index++) {
      const bytes = damage(Buffer.from(text), Buffer.from(GPX), random);
      async function* source(): AsyncGenerator<Buffer> {
        for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700);
      }
      try {
        for await (const result of reader(source())) {
          if (isFailedRow(result)) expect(result.reason.length).toBeGreaterThan(10);
          else checkActivity(result.activity);
          rows++;
        }
      } catch (error) {
        if (!(error instanceof FileRefused)) throw new Error(`table ${index} of seed ${SEED}`, { cause: error });
      }
    }
    expect(rows).toBeGreaterThan(TABLES);
  });

  it(`${ZIPS} damaged archives give entries or a refusal`, { timeout: 600_000 }, async () => {
    const random = randomOf(SEED + 2);
    const whole = join(folder, "whole.zip");
    writeZip(whole, [
      { path: "a/b.fit", content: FIT },
      { path: "a/activities.csv", content: Buffer.from(STRAVA) },
    ]);
    const { readFileSync } = await import("node:fs");
    const sound = readFileSync(whole);
    let entries = 0;
    for (let index = 0; index < ZIPS; index++) {
      const file = join(folder, "damaged.zip");
      writeFileSync(file, damage(sound, FIT, random));
      try {
        const zip = await ZipArchive.open(file);
        try {
          for (const { path } of zip.entries) {
            entries++;
            await zip.read(path).catch((error) => {
              if (!(error instanceof FileRefused)) throw error;
            });
          }
        } finally {
          zip.close();
        }
      } catch (error) {
        if (!(error instanceof FileRefused)) throw new Error(`archive ${index} of seed ${SEED}`, { cause: error });
      }
    }
    expect(entries).toBeGreaterThan(ZIPS / 20);
  });
});
