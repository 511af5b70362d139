import { describe, expect, it } from "vitest";
import type { Channel } from "@/domain/activity";
import { parseActivityFile } from "./parse-file";
import { haveSharedFiles, readShared } from "./shared-files.fixture";

type Decode = {
  trackpoints_or_records: number;
  first_timestamp: string;
  last_timestamp: string;
  outlier_timestamps: number;
  duplicate_or_backward_steps: number;
  sum_power?: number;
  sum_hr?: number;
} & Record<`n_${"power" | "hr" | "cad" | "lat" | "alt" | "speed" | "dist"}`, number>;
type Bounds = { accept: [number, number] };
type Expected = {
  files: Record<
    string,
    { decode: Decode; laps: number | null; metrics: Partial<Record<"elapsed_time_s" | "timer_time_s" | "distance_m", Bounds>> }
  >;
};

const expected: Expected = haveSharedFiles ? JSON.parse(readShared("activities/expected.json").toString()) : { files: {} };

const CHANNEL_COUNTS = [
  ["n_power", "power"],
  ["n_hr", "heartRate"],
  ["n_cad", "cadence"],
  ["n_lat", "lat"],
  ["n_alt", "altitude"],
  ["n_speed", "speed"],
  ["n_dist", "distance"],
] as const satisfies [keyof Decode, Channel][];

/** Counted by other programs (Garmin's SDK, GoldenCheetah, gpxpy): see the file's own notes. */
describe.runIf(haveSharedFiles)("recordings that other programs have counted", () => {
  it.each(Object.keys(expected.files))("%s", (name) => {
    const want = expected.files[name];
    if (!want) throw new Error(name);
    const { decode } = want;
    const activities = parseActivityFile(readShared(`activities/${name}`), name);
    const readings = (channel: Channel) =>
      activities.flatMap(({ track }) => [...(track?.channels[channel] ?? [])].filter((value) => !Number.isNaN(value)));
    const samples = activities.reduce((sum, { track }) => sum + (track?.time.length ?? 0), 0);
    const merged = decode.duplicate_or_backward_steps + decode.outlier_timestamps;

    expect(activities[0]?.startAt.toISOString()).toBe(decode.first_timestamp.replace("Z", ".000Z"));
    expect(samples).toBeLessThanOrEqual(decode.trackpoints_or_records);
    expect(samples).toBeGreaterThanOrEqual(decode.trackpoints_or_records - merged);
    for (const [count, channel] of CHANNEL_COUNTS) {
      const found = readings(channel).length;
      expect(found, channel).toBeLessThanOrEqual(decode[count]);
      expect(found, channel).toBeGreaterThanOrEqual(decode[count] - merged);
    }
    if (merged === 0) {
      for (const [total, channel] of [
        ["sum_power", "power"],
        ["sum_hr", "heartRate"],
      ] as const) {
        const sum = readings(channel).reduce((all, value) => all + value, 0);
        expect(sum, channel).toBe(decode[total] ?? 0);
      }
    }
  });

  const single = Object.keys(expected.files).filter((name) => !/^o(08|10)/.test(name));
  it.each(single)("%s: totals lie within what is accepted", (name) => {
    const { metrics, laps } = expected.files[name] ?? { metrics: {}, laps: null };
    const [activity] = parseActivityFile(readShared(`activities/${name}`), name);
    const within = (value: number | null | undefined, bounds: Bounds | undefined, what: string) => {
      if (!bounds || value === null || value === undefined) return;
      expect(value, what).toBeGreaterThanOrEqual(bounds.accept[0]);
      expect(value, what).toBeLessThanOrEqual(bounds.accept[1]);
    };
    within(activity?.elapsedS, metrics.elapsed_time_s, "elapsed");
    within(activity?.timerS, metrics.timer_time_s, "timer");
    within(activity?.distanceM, metrics.distance_m, "distance");
    if (metrics.distance_m) expect(activity?.distanceM).not.toBeNull();
    if (laps) expect(activity?.laps).toHaveLength(laps);
  });

  it("o08: seven sessions, 69,831 m in all", () => {
    const sessions = parseActivityFile(readShared("activities/o08_multisport_fenix2.fit"), "o08.fit");
    expect(sessions.map(({ distanceM }) => distanceM)).toEqual([25_072.07, 224.24, 2245.23, 3.63, 12_740.37, 617.55, 28_928.27]);
    expect(sessions.map(({ laps }) => laps.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(sessions.filter(({ sport }) => sport === "transition")).toHaveLength(3);
  });

  it("o10: what is readable before the damage, never 64 years", () => {
    const [run] = parseActivityFile(readShared("activities/o10_run_truncated_strava.fit"), "o10.fit");
    expect(run?.elapsedS).toBeLessThanOrEqual(314);
    expect(run?.distanceM).toBeLessThanOrEqual(928.25);
    expect(run?.warnings).toEqual([
      expect.stringMatching(/^The file was cut off/),
      expect.stringMatching(/^One sample was dropped/),
      "The file claims 11.27 km in 59:18, of which 0.93 km could be read. Export it again to get the rest.",
    ]);
  });

  it("o03: short timer pauses count, o09: the packed distance", () => {
    const [ride] = parseActivityFile(readShared("activities/o03_ride_elemnt_pauses.fit"), "o03.fit");
    expect(ride?.track?.pauses).toHaveLength(55);
    const [run] = parseActivityFile(readShared("activities/o09_run_compressed_speed_1990.fit"), "o09.fit");
    const { distance } = run?.track?.channels ?? {};
    expect(run?.track?.time.length).toBe(755);
    expect(Math.max(...[...(distance ?? [])].filter((value) => !Number.isNaN(value)))).toBe(10_248.6875);
  });
});
