import { describe, expect, it } from "vitest";
import type { Activity } from "@/domain/activity";
import { factsOf } from "@/domain/source-facts";
import { parseActivityFile } from "./parse-file";
import { FileRefused } from "./refused";
import { haveSharedFiles, listShared, readShared } from "./shared-files.fixture";

/** Files that hold no activity, and what their owner is told; every other file must be imported. */
const REFUSED: [RegExp, RegExp][] = [
  [/DeveloperData\.fit|TestEncode\.fit/, /no time/],
  [/MonitoringFile/, /monitoring/],
  [/Settings2?\.fit/, /device settings/],
  [/WeightScale/, /body weight/],
  [/Workout(Custom|Individual|Repeat)/, /planned workout/],
  [/valid_only_contain_fileid/, /no recorded activity/],
  [/others_empty/, /is empty/],
  [/resource_fork/, /companion file/],
  [/billion_laughs|xxe/, /type declaration/],
  [/html_login_page/, /web page/],
  [/constructed__truncated/, /breaks off/],
  [/treadmill_no_position_points|schema_locations|unicode2/, /no points/],
  [/1\.1_with_extensions|garmin_extension|route\.gpx|unicode\.gpx|unicode_with_bom/, /route or waypoints/],
  [/all_fields|less-sec-time|node-with-comments/, /single point/],
  [/first_and_last_elevation/, /10 points lie more than a minute apart, .*: nothing was imported/],
  [/Mojstrovka|dilution|extremes|small-floats/, /carry no time/],
];

const COUNTS: Record<string, number> = {
  "fitdecode__activity-large-fenxi2-multisport.fit": 7,
  "fitparser__triathlon_summary_first.fit": 5,
  "fitparser__triathlon_summary_last.fit": 5,
  // The first of three is 24 s of a run that went nowhere.
  "sweatpy__6471559601_ACTIVITY.fit": 2,
  "muktihari__chained_Activity_activity_poolswim.fit": 2,
  "fitdecode__activity-activity-filecrc.fit": 2,
};

function checkActivity(activity: Activity): void {
  expect(activity.elapsedS).toBeGreaterThan(0);
  expect(activity.elapsedS).toBeLessThan(4 * 86_400);
  if (activity.timerS !== null) expect(activity.timerS).toBeLessThanOrEqual(activity.elapsedS);
  if (activity.distanceM !== null) expect(activity.distanceM).toBeGreaterThan(0);
  expect(activity.startAt.getUTCFullYear()).toBeGreaterThan(1989);
  const { track } = activity;
  if (!track) return;
  let rising = true;
  for (let row = 1; row < track.time.length; row++) rising &&= (track.time[row] ?? 0) > (track.time[row - 1] ?? 0);
  expect(rising).toBe(true);
  expect(track.time[0]).toBe(0);
  for (const channel of Object.values(track.channels)) {
    expect(channel.length).toBe(track.time.length);
    expect(channel.buffer.byteLength).toBe(channel.byteLength);
    expect(channel.every((value) => Number.isNaN(value) || Number.isFinite(value))).toBe(true);
    expect(channel.every(Number.isNaN)).toBe(false);
  }
  for (const [from, to] of track.pauses ?? []) expect(to).toBeGreaterThan(from);
}

const files = ["fit", "fit/broken", "gpx", "gpx/broken", "tcx"].flatMap((folder) =>
  listShared(`fixtures/${folder}`, /\.(fit|gpx|tcx)(\.gz)?$/),
);

describe.runIf(haveSharedFiles)("every recording at hand", () => {
  it.each(files)("%s", (file) => {
    const refused = REFUSED.find(([name]) => name.test(file));
    const read = () => parseActivityFile(readShared(file), file);
    if (refused) {
      expect(read).toThrow(FileRefused);
      expect(read).toThrow(refused[1]);
      return;
    }
    const activities = read();
    for (const activity of activities) checkActivity(activity);
    expect(activities).toHaveLength(COUNTS[file.split("/").at(-1) ?? ""] ?? 1);
  });

  it("finds all kinds of files to read", () => {
    expect(files.length).toBeGreaterThan(120);
  });
});

describe.runIf(haveSharedFiles)("what makes single files difficult", () => {
  const only = (file: string) => {
    const activities = parseActivityFile(readShared(`fixtures/${file}`), file);
    const [activity] = activities;
    if (activities.length !== 1 || !activity) throw new Error(`${file}: ${activities.length} activities`);
    return activity;
  };

  it.each(["elevate__swimming_spiros-01", "fitdecode__event_timestamp", "fitdecode__garmin-fr935-cr"])(
    "%s: heart rate that the strap stored under water joins the swim",
    (name) => {
      const swim = only(`fit/${name}.fit`);
      const known = swim.track?.channels.heartRate?.filter((value) => !Number.isNaN(value)) ?? new Float64Array(0);
      expect(known.length).toBeGreaterThan(0.99 * (swim.track?.time.length ?? 0));
      // The watch computed its maximum from the same beats and wrote it into the session.
      expect(Math.max(...known)).toBe(swim.maxHeartRateBpm);
    },
  );

  it.each([
    ["elevate__swimming_pool-swim", 780, 1389.238, 20],
    ["elevate__swimming_spiros-01", 2300, 3963.128, 50],
    ["fitdecode__event_timestamp", 2606.04, 4371.56, 22.86],
    ["muktihari__chained_Activity_activity_poolswim", 457.2, 840, 22.86],
  ])("%s: a pool swim is as long as its lengths and took what its timer says", (name, metres, timerS, poolM) => {
    const file = `fixtures/fit/${name}.fit`;
    const swim = parseActivityFile(readShared(file), file).at(-1);
    if (!swim?.track) throw new Error("no track");
    const facts = factsOf(swim, "fit");
    expect(facts).toMatchObject({ sport: "swimming", distanceM: metres, timerS });
    expect(facts.summary).toMatchObject({ distanceM: metres, timerS, averageSpeedMps: metres / timerS });
    expect(Math.abs(metres / poolM - Math.round(metres / poolM))).toBeLessThan(1e-6);
    // The samples say the same, so that charts and laps do.
    const distance = swim.track.channels.distance ?? new Float64Array(0);
    expect(distance[0]).toBe(0);
    expect(distance.at(-1)).toBeCloseTo(metres, 6);
    expect(facts.movingS).toBeGreaterThan(timerS / 2);
    expect(facts.movingS).toBeLessThanOrEqual(timerS + 1);
  });

  it("packed speed and distance agree with Garmin's own tool, record by record", () => {
    const run = only("fit/fitdecode__compressed-speed-distance.fit");
    const rows = readShared("fixtures/fit/ref_csv/fitdecode__compressed-speed-distance-records.csv")
      .toString()
      .trim()
      .split("\n")
      .slice(1);
    const { distance, speed, heartRate } = run.track?.channels ?? {};
    const number = (cell = "") => (cell.trim() === "null" ? Number.NaN : Number(cell));
    const compared = rows.map((row, index) => {
      const [, bpm, mps, metres] = row.split(",").map(number);
      // Our first sample carries nothing but a time, which the tool does not list.
      return [heartRate?.[index + 1], speed?.[index + 1], distance?.[index + 1]].every(
        (ours, place) =>
          Object.is(ours, [bpm, mps, metres][place]) || Math.abs((ours ?? 0) - ([bpm, mps, metres][place] ?? 0)) < 0.006,
      );
    });
    expect(rows).toHaveLength(754);
    expect(compared.filter(Boolean)).toHaveLength(754);
  });

  it.each(["edge-820-bike", "fenix-5-bike", "fenix-5-run", "fenix-5-walk"])("%s agrees with Garmin's own tool", (name) => {
    const { track } = only(`fit/fitdecode__garmin-${name}.fit`);
    const rows = readShared(`fixtures/fit/ref_csv/fitdecode__garmin-${name}-records.csv`).toString().trim().split("\n").slice(1);
    const { heartRate, speed, distance, lat, lng, altitude, temperature } = track?.channels ?? {};
    expect(track?.time.length).toBe(rows.length);
    rows.forEach((row, index) => {
      const [, bpm, , mps, metres, latSemi, lngSemi, metresUp, celsius] = row.split(",").map(Number);
      expect(heartRate?.[index]).toBe(bpm);
      expect(speed?.[index]).toBeCloseTo(mps ?? 0, 6);
      expect(distance?.[index]).toBeCloseTo(metres ?? 0, 6);
      expect(((lat?.[index] ?? 0) * 2 ** 31) / 180).toBeCloseTo(latSemi ?? 0, 2);
      expect(((lng?.[index] ?? 0) * 2 ** 31) / 180).toBeCloseTo(lngSemi ?? 0, 2);
      expect(altitude?.[index]).toBeCloseTo(metresUp ?? 0, 6);
      expect(temperature?.[index]).toBe(celsius);
    });
  });

  it("one ride in three forms has one start, nearly one duration and nearly one distance", () => {
    const forms = [
      "fit/sweatpy__2020-06-01-16-52-40.fit",
      "tcx/sweatpy__activity_5039744860.tcx",
      "gpx/sweatpy__activity_5039744860.gpx",
    ];
    const [fit, tcx, gpx] = forms.map(only);
    expect(tcx?.startAt).toEqual(fit?.startAt);
    expect(gpx?.startAt).toEqual(fit?.startAt);
    expect(fit?.distanceM).toBe(668.19);
    expect(tcx?.distanceM).toBeCloseTo(668.19, 1);
    // Counting the way across the pause would give 899 m.
    expect(Math.abs((gpx?.distanceM ?? 0) - 668.19)).toBeLessThan(0.03 * 668.19);
  });

  it("a treadmill is indoors, a watch that repeats UTC states no zone, Strava's spaces before the declaration are skipped", () => {
    expect(only("fit/elevate__running_treadmill.fit")).toMatchObject({ sport: "running", indoor: true, utcOffsetS: -18_000 });
    expect(only("fit/elevate__running_trosku.fit")).toMatchObject({ utcOffsetS: null, device: "COROS APEX Pro" });
    expect(only("fit/elevate__cycling_zwift-pschit.fit")).toMatchObject({ indoor: true, utcOffsetS: null });
  });
});
