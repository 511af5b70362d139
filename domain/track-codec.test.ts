import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import { CHANNELS, type Track } from "./activity";
import { CHANNEL_SCALE, decodeChannel, decodeTrack, encodeChannel, encodeTrack } from "./track-codec";

const reading = (limit: number) =>
  fc.oneof({ weight: 9, arbitrary: fc.double({ min: -limit, max: limit, noNaN: true }) }, fc.constant(Number.NaN));

describe("stored tracks", () => {
  it.each(Object.entries(CHANNEL_SCALE))("give %s back within half a step of 1/%d, missing readings as missing", (_, scale) => {
    // The largest step between neighbours overflows an int32 difference; it must wrap and come back.
    const limit = (2 ** 31 - 1) / scale;
    fc.assert(
      fc.property(fc.array(reading(limit), { maxLength: 100 }), (list) => {
        const values = Float64Array.from(list);
        const back = decodeChannel(encodeChannel(values, scale), scale);
        expect(back.length).toBe(values.length);
        for (const [i, value] of values.entries()) {
          if (Number.isNaN(value)) expect(back[i]).toBeNaN();
          else expect(Math.abs((back[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(0.5000001 / scale);
        }
      }),
    );
  });

  it("do not change when stored again", () => {
    fc.assert(
      fc.property(fc.array(reading(180), { maxLength: 50 }), (list) => {
        const once = decodeChannel(encodeChannel(Float64Array.from(list), 1e7), 1e7);
        expect([...decodeChannel(encodeChannel(once, 1e7), 1e7)]).toEqual([...once]);
      }),
    );
  });

  it("clip what no device measures", () => {
    expect([...decodeChannel(encodeChannel(Float64Array.of(1e300, Number.NEGATIVE_INFINITY), 1), 1)]).toEqual([
      2147483647, -2147483647,
    ]);
  });

  const track: Track = {
    time: Float64Array.of(0, 1, 2.5),
    channels: { lat: Float64Array.of(47.1234567, Number.NaN, 47.1234569), heartRate: Float64Array.of(120, 121, 122) },
    pauses: [[1, 2]],
  };

  it("keep channels, pauses and nothing else", () => {
    expect(decodeTrack(encodeTrack(track))).toEqual(track);
    expect(Object.keys(encodeTrack(track).channels)).toEqual(["time", "lat", "heartRate"]);
  });

  it("can be read one channel at a time", () => {
    expect(decodeTrack(encodeTrack(track), ["heartRate"]).channels).toEqual({ heartRate: track.channels.heartRate });
  });

  it("are refused when damaged", () => {
    const encoded = encodeChannel(track.time, 1000);
    expect(() => decodeChannel(encoded.subarray(0, encoded.length - 9), 1000)).toThrow();
    expect(() => decodeChannel(gzipSync(gunzipSync(encoded).subarray(0, 12)), 1000)).toThrow(/damaged/);
    expect(() => decodeChannel(gzipSync(new Uint8Array()), 1000)).toThrow(/damaged/);
    expect(() => decodeTrack({ channels: {}, pauses: null })).toThrow(/no time/);
  });

  it("take less than a third of plain int32 columns, even with noise on all channels", () => {
    const n = 14_400;
    let seed = 1;
    const noise = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    const channels: Track["channels"] = {};
    for (const channel of CHANNELS) {
      let level = 100;
      channels[channel] = Float64Array.from(
        { length: n },
        () => (level += Math.round(noise() * 4 - 2) / Math.min(10, CHANNEL_SCALE[channel])),
      );
    }
    const { channels: bytes } = encodeTrack({ time: Float64Array.from({ length: n }, (_, i) => i), channels, pauses: null });
    expect(Object.values(bytes).reduce((sum, channel) => sum + channel.length, 0)).toBeLessThan((10 * n * 4) / 3);
  });
});
