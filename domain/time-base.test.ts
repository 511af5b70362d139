import { describe, expect, it } from "vitest";
import { cpuMs } from "@/bin/test/cpu";
import { fc } from "@/bin/test/properties";
import { seconds, trackOf } from "./testing";
import { elapsedTime, movingTime, recordedStream, speedOf, timerTime } from "./time-base";

describe("recorded 1 Hz stream", () => {
  it("fills a hole of up to 24 s linearly and leaves one of 25 s as a pause", () => {
    const filled = recordedStream(trackOf([0, 24], { heartRate: [100, 148] }));
    expect(timerTime(filled)).toBe(25);
    expect(filled.channels.heartRate?.[12]).toBe(124);
    expect(timerTime(recordedStream(trackOf([0, 25], { heartRate: [100, 148] })))).toBe(2);
  });

  it("takes a hole that holds a timer pause for a pause, whatever its length", () => {
    const time = [0, 1, 2, 8, 9, 15];
    const stream = recordedStream(trackOf(time, { power: [1, 1, 1, 1, 1, 1] }, [[3, 7]]));
    expect([...stream.second]).toEqual([0, 1, 2, 8, 9, 10, 11, 12, 13, 14, 15]);
  });

  it("keeps a hole inside a long pause out of the timer even when a sample falls into the pause", () => {
    const stream = recordedStream(trackOf([0, 5, 10, 11], { power: [1, 1, 1, 1] }, [[0, 10]]));
    expect([...stream.second]).toEqual([0, 5, 10, 11]);
  });

  it("takes five usual steps for a pause where a logger writes a point every half minute, but not where it writes one in seven", () => {
    const points = (step: number) => Array.from({ length: 21 }, (_, i) => i * step + (i > 10 ? 600 : 0));
    const stream = (step: number) => recordedStream(trackOf(points(step), { heartRate: points(step).map(() => 120) }));
    expect(timerTime(stream(30))).toBe(20 * 30 + 1 - 30 + 1);
    expect(timerTime(stream(420))).toBe(21);
  });

  it("merges samples of one second, the later reading winning, a missing one never", () => {
    const stream = recordedStream(trackOf([0, 0.8, 1.2, 1.4, 2], { heartRate: [100, 110, 120, null, 130] }));
    expect([...stream.second]).toEqual([0, 1, 2]);
    expect([...(stream.channels.heartRate ?? [])]).toEqual([100, 120, 130]);
  });

  it("keeps a missing reading missing instead of making it 0 or filling it in", () => {
    const heart = recordedStream(trackOf([0, 3, 4], { heartRate: [100, null, 130] })).channels.heartRate;
    expect([...(heart ?? [])]).toEqual([100, Number.NaN, Number.NaN, Number.NaN, 130]);
  });

  it("counts seconds, not records, in a smart-recorded file", () => {
    const stream = recordedStream(trackOf([0, 10, 11, 12], { heartRate: [100, 100, 160, 160] }));
    expect(timerTime(stream)).toBe(13);
  });

  it("keeps moving <= timer <= elapsed + 1 for any track", () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.float({ min: 0, max: 9, noNaN: true })), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(gaps, (steps) => {
        const time = [0];
        for (const [gap] of steps) time.push((time[time.length - 1] ?? 0) + gap);
        const track = trackOf(time, { speed: [0, ...steps.map((step) => step[1])] });
        const stream = recordedStream(track);
        const timer = timerTime(stream);
        expect(movingTime(speedOf(stream)) ?? 0).toBeLessThanOrEqual(timer);
        expect(timer).toBeLessThanOrEqual(elapsedTime(track) + 1);
        expect(new Set(stream.second).size).toBe(timer);
      }),
    );
  });

  it("derives speed from distance where there is none, and knows none on a trainer", () => {
    const moving = recordedStream(trackOf([0, 1, 2, 60, 61], { distance: [0, 3, 6, 6, 6.2] }));
    expect([...(speedOf(moving) ?? [])].slice(1)).toEqual([3, 3, Number.NaN, expect.closeTo(0.2)]);
    expect(movingTime(speedOf(moving))).toBe(2);
    expect(movingTime(speedOf(recordedStream(trackOf([0, 1], { power: [100, 100] }))))).toBeNull();
  });

  it("takes no time to speak of for four hours", () => {
    const time = seconds(14_400);
    const values = time.map((t) => t % 300);
    const track = trackOf(time, { power: values, heartRate: values, speed: values, distance: time, altitude: values });
    recordedStream(track);
    const tenTimes = cpuMs(() => Array.from({ length: 10 }, () => recordedStream(track)));
    expect(tenTimes / 10).toBeLessThan(150);
  });
});
