import { describe, expect, it } from "vitest";
import type { Track } from "@/domain/activity";
import { factsOf } from "@/domain/source-facts";
import { parseFit } from "./fit";
import { fileId, fitFile, messageBytes, poolLength, record, recordsOf, START_S, session, timerEvent } from "./fit.fixture";
import { FileRefused } from "./refused";
import { FIT_EPOCH_S } from "./units";

function only(bytes: Buffer) {
  const activities = parseFit(bytes);
  expect(activities).toHaveLength(1);
  const [activity] = activities;
  if (!activity?.track) throw new Error("no track");
  return { ...activity, track: activity.track };
}

function refusal(bytes: Buffer): string {
  try {
    parseFit(bytes);
  } catch (error) {
    if (error instanceof FileRefused) return error.reason;
    throw error;
  }
  return "accepted";
}

const STOP_ALL = 4;
const START = 0;

describe("parseFit", () => {
  it("reads samples in SI units and the session beside them", () => {
    const { track, ...activity } = only(
      fitFile(Buffer.concat([recordsOf(61), session({ startS: 0, elapsedS: 60, distanceM: 181.5, sport: 1, subSport: 1 })])),
    );
    expect(activity).toMatchObject({
      sport: "running",
      rawSport: "running/treadmill",
      indoor: true,
      elapsedS: 60,
      distanceM: 181.5,
    });
    expect(activity.startAt).toEqual(new Date(START_S * 1000));
    expect(track.time[60]).toBe(60);
    expect(track.channels.heartRate?.[3]).toBe(140);
    expect(track.channels.distance?.[10]).toBe(30);
    expect(track.channels.power).toBeUndefined();
    expect(track.pauses).toBeNull();
  });

  it("scales position, altitude, speed, cadence and takes the enhanced forms where both are there", () => {
    const fields = (second: number) => [
      { number: 253, type: 0x86 as const, value: START_S - FIT_EPOCH_S + second },
      { number: 0, type: 0x85 as const, value: 2 ** 29 },
      { number: 1, type: 0x85 as const, value: -(2 ** 30) },
      { number: 2, type: 0x84 as const, value: 5 * (500 + 12) },
      { number: 78, type: 0x86 as const, value: 5 * (500 + 20) },
      { number: 6, type: 0x84 as const, value: 2500 },
      { number: 73, type: 0x86 as const, value: second === 0 ? 0xffffffff : 3000 },
      { number: 4, type: 2 as const, value: 80 },
      { number: 53, type: 2 as const, value: 64 },
      { number: 13, type: 1 as const, value: 0xff },
    ];
    const { channels } = only(fitFile(Buffer.concat([0, 1].map((s) => messageBytes({ global: 20, fields: fields(s) }))))).track;
    expect(channels.lat?.[0]).toBe(45);
    expect(channels.lng?.[0]).toBe(-90);
    expect(channels.altitude?.[0]).toBe(20);
    expect(channels.speed?.[0]).toBe(2.5);
    expect(channels.speed?.[1]).toBe(3);
    expect(channels.cadence?.[0]).toBe(80.5);
    expect(channels.temperature?.[0]).toBe(-1);
  });

  it("leaves out a field whose size is no multiple of its type and reads the others", () => {
    const odd = { number: 5, type: 0x0d as const, value: [1, 2, 3] };
    const message = (second: number) => {
      const bytes = messageBytes({
        global: 20,
        fields: [{ number: 253, type: 0x86, value: START_S - FIT_EPOCH_S + second }, odd, { number: 3, type: 2, value: 150 }],
      });
      bytes[6 + 3 + 2] = 0x86; // three bytes said to be a uint32
      return bytes;
    };
    const { channels } = only(fitFile(Buffer.concat([message(0), message(1)]))).track;
    expect(channels.distance).toBeUndefined();
    expect(channels.heartRate?.[1]).toBe(150);
  });

  it("keeps everything before a cut, warns, and does not trust the device's totals then", () => {
    const whole = fitFile(
      Buffer.concat([fileId(4), session({ startS: 0, elapsedS: 100, distanceM: 300, sport: 1 }), recordsOf(101)]),
    );
    const cut = whole.subarray(0, Math.floor(whole.length / 2));
    const activity = only(cut);
    expect(activity.track.time.length).toBeGreaterThan(40);
    expect(activity.track.time.length).toBeLessThan(60);
    expect(activity.elapsedS).toBe(activity.track.time.length - 1);
    expect(activity.distanceM).toBe(3 * activity.elapsedS);
    expect(activity.warnings.join()).toMatch(/breaks off/);
  });

  it("reads a file whose recorder died before it wrote the length", () => {
    const bytes = fitFile(recordsOf(30)).subarray(0, -2);
    bytes.writeUInt32LE(0, 4);
    expect(only(bytes).track.time.length).toBe(30);
  });

  it("imports with a warning when the checksum is missing or wrong", () => {
    const missing = fitFile(recordsOf(30)).subarray(0, -2);
    expect(only(missing).warnings).toEqual([expect.stringMatching(/checksum is missing/)]);
    const wrong = fitFile(recordsOf(30));
    wrong[wrong.length - 1] = (wrong[wrong.length - 1] ?? 0) ^ 0xff;
    expect(only(wrong).warnings).toEqual([expect.stringMatching(/checksum is wrong/)]);
    expect(only(fitFile(recordsOf(30))).warnings).toEqual([]);
  });

  it("reads chained files, passes over settings among them", () => {
    const settings = fitFile(fileId(2));
    expect(parseFit(Buffer.concat([fitFile(recordsOf(30)), settings, fitFile(recordsOf(20))]))).toHaveLength(2);
  });

  it("gives one activity per session, the first taking what came before it", () => {
    const legs = [
      session({ startS: 20, elapsedS: 50, distanceM: 100, sport: 5 }),
      session({ startS: 50, elapsedS: 30, distanceM: 200, sport: 2 }),
    ];
    const [swim, ride] = parseFit(fitFile(Buffer.concat([recordsOf(81), ...legs])));
    expect(swim).toMatchObject({ sport: "swimming", elapsedS: 50, distanceM: 100 });
    expect(swim?.track?.time.length).toBe(50);
    expect(ride).toMatchObject({ sport: "cycling", distanceM: 200, startAt: new Date((START_S + 50) * 1000) });
    expect(ride?.track?.time.length).toBe(31);
  });

  describe("pool swims", () => {
    // Four lengths of 25 m in 30 s each, half a minute at the wall after the second; samples only at the ends of lengths.
    const starts = [0, 30, 90, 120];
    const rest = poolLength(60, 30, false);
    const ends = starts.map((start, index) => record(start + 31, 120, (index + 1) * 25));
    const pool = { startS: 0, elapsedS: 160, timerS: 151, sport: 5, subSport: 17, poolM: 25 };
    const swimOf = (distanceM: number, ...lengths: Buffer[]) =>
      only(fitFile(Buffer.concat([fileId(4), ...ends, ...lengths, session({ ...pool, distanceM })])));
    const active = starts.map((start) => poolLength(start, 30, true));

    it("begin with the session and have every length, the first too", () => {
      const swim = swimOf(100, ...active, rest);
      const facts = factsOf(swim, "fit");
      expect(swim.startAt).toEqual(new Date(START_S * 1000));
      expect(facts).toMatchObject({ distanceM: 100, timerS: 151, elapsedS: 160 });
      const at = (second: number) => swim.track.channels.distance?.[swim.track.time.indexOf(second)];
      expect([0, 30, 60, 90, 120, 150].map(at)).toEqual([0, 25, 50, 50, 75, 100]);
      expect(swim.track.channels.cadence?.every((rpm) => rpm === 30 || Number.isNaN(rpm))).toBe(true);
      expect(facts.averageCadence).toBe(30);
      expect(facts.summary?.maxSpeedMps).toBeCloseTo(25 / 30, 6);
      expect(Math.abs((facts.movingS ?? 0) - 120)).toBeLessThanOrEqual(5);
    });

    it("take the session's count where a length was missed, and the whole of it where none is written down", () => {
      const distance = ({ track }: { track: Track }) => track.channels.distance?.at(-1);
      expect(distance(swimOf(125, ...active, rest))).toBeCloseTo(125, 6);
      expect(distance(swimOf(100))).toBeCloseTo(100, 6);
      expect(factsOf(swimOf(125, ...active, rest), "fit")).toMatchObject({ distanceM: 125, timerS: 151 });
    });
  });

  it("takes pauses from timer events, however short", () => {
    const body = [fileId(4), timerEvent(0, START)];
    for (let s = 0; s <= 10; s++) body.push(record(s, 120, s));
    body.push(timerEvent(10, STOP_ALL), timerEvent(18, START));
    for (let s = 18; s <= 30; s++) body.push(record(s, 120, s));
    body.push(timerEvent(30, STOP_ALL));
    const { track, timerS } = only(fitFile(Buffer.concat(body)));
    expect(track.pauses).toEqual([[10, 18]]);
    expect(timerS).toBe(22);
  });

  it("drops samples days away, merges samples of one second and sorts", () => {
    const records = [record(2, 142, 6), record(0, 140, 0), record(1, 0xff, 3), record(1, 141, 3), record(9 * 86_400, 99, 9)];
    const { track, warnings } = only(fitFile(Buffer.concat(records)));
    expect([...track.time]).toEqual([0, 1, 2]);
    expect([...(track.channels.heartRate ?? [])]).toEqual([140, 141, 142]);
    expect(warnings).toEqual([expect.stringMatching(/^One sample was dropped/)]);
  });

  it("expands packed speed and distance over the counter's end", () => {
    const packed = (speed: number, counter: number) => [
      speed & 0xff,
      ((speed >> 8) & 0x0f) | ((counter & 0x0f) << 4),
      (counter >> 4) & 0xff,
    ];
    const message = (second: number, metres: number) =>
      messageBytes({
        global: 20,
        fields: [
          { number: 253, type: 0x86, value: START_S - FIT_EPOCH_S + second },
          { number: 8, type: 0x0d, value: packed(354, (metres * 16) & 0xfff) },
        ],
      });
    const { channels } = only(fitFile(Buffer.concat([message(0, 0), message(60, 200), message(120, 400)]))).track;
    expect([...(channels.distance ?? [])]).toEqual([0, 200, 400]);
    expect(channels.speed?.[0]).toBe(3.54);
  });

  it("believes a stated time offset only when it is a whole quarter of an hour and not zero", () => {
    const activityMessage = (offsetS: number) =>
      messageBytes({
        global: 34,
        fields: [
          { number: 253, type: 0x86, value: START_S - FIT_EPOCH_S },
          { number: 5, type: 0x86, value: START_S - FIT_EPOCH_S + offsetS },
        ],
      });
    const offset = (offsetS: number) => only(fitFile(Buffer.concat([recordsOf(5), activityMessage(offsetS)]))).utcOffsetS;
    expect(offset(7200)).toBe(7200);
    expect(offset(-12_600)).toBe(-12_600);
    expect(offset(0)).toBeNull();
    expect(offset(10_753)).toBeNull();
    expect(offset(20 * 3600)).toBeNull();
  });

  it.each([
    [2, /device settings/],
    [5, /planned workout/],
    [6, /course/],
    [9, /body weight/],
    [32, /monitoring/],
  ])("refuses a file of type %i in plain words", (type, reason) => {
    expect(refusal(fitFile(Buffer.concat([fileId(type), record(0, 140, 0), record(1, 140, 3)])))).toMatch(reason);
  });

  it("stops at half a million samples, whatever the bytes hold", () => {
    const definition = record(0, 140, 0).subarray(0, 6 + 9);
    const data = record(0, 140, 0).subarray(6 + 9);
    const many = Buffer.concat([definition, ...Array.from({ length: 500_001 }, () => data)]);
    expect(refusal(fitFile(many))).toMatch(/more samples/);
  });

  it("refuses records without time, files without records, and bytes that are no FIT", () => {
    const untimed = messageBytes({ global: 20, fields: [{ number: 3, type: 2, value: 140 }] });
    expect(refusal(fitFile(Buffer.concat([fileId(4), untimed])))).toMatch(/no time/);
    expect(refusal(fitFile(fileId(4)))).toMatch(/no recorded activity/);
    expect(refusal(Buffer.from("hello, this is no FIT file at all"))).toMatch(/header/);
  });
});
