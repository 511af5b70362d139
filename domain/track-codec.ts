import { gunzipSync, gzipSync } from "node:zlib";
import { CHANNELS, type Channel, type Track } from "./activity";

/**
 * How finely each channel is stored: readings per unit. What a source measures finer than this is rounded to it.
 * time 1 ms · lat, lng 1e-7° (1 cm) · altitude 1 mm (FIT itself: 0.2 m) · distance 1 cm · speed 1 mm/s · heart rate 0.1 bpm ·
 * cadence 0.01 rpm · power 0.1 W · temperature 0.1 °C
 */
export const CHANNEL_SCALE: Record<Channel | "time", number> = {
  time: 1000,
  lat: 1e7,
  lng: 1e7,
  altitude: 1000,
  distance: 100,
  speed: 1000,
  heartRate: 10,
  cadence: 100,
  power: 10,
  temperature: 10,
};

/** A track as it is stored: one byte array per channel, each readable by itself. Pauses are small and stay as they are. */
export type EncodedTrack = { channels: Partial<Record<Channel | "time", Uint8Array>>; pauses: Track["pauses"] };

const FORMAT = 1;
const HEADER_BYTES = 6;
const LARGEST = 2 ** 31 - 1;
/** The one int32 that no reading uses stands for a missing one while deltas are taken. */
const HAS_MISSING = 1;

/**
 * Encodes one channel. After gzip: byte 0 format, byte 1 flags (1: some readings are missing), bytes 2..5 count (uint32, little
 * endian), then, if flagged, one bit per reading (1 = missing), then the differences of neighbouring scaled readings as int32,
 * split into four planes of equal bytes (lowest first), which compress better and faster than the numbers one by one.
 * Readings outside int32 are clipped to its end.
 */
export function encodeChannel(values: Float64Array, scale: number): Uint8Array {
  const count = values.length;
  const maskBytes = values.some(Number.isNaN) ? (count + 7) >> 3 : 0;
  const bytes = new Uint8Array(HEADER_BYTES + maskBytes + count * 4);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, FORMAT);
  view.setUint8(1, maskBytes > 0 ? HAS_MISSING : 0);
  view.setUint32(2, count, true);
  const planes = HEADER_BYTES + maskBytes;
  let previous = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) {
      const at = HEADER_BYTES + (i >> 3);
      bytes[at] = (bytes[at] as number) | (1 << (i & 7));
      continue;
    }
    const scaled = Math.max(-LARGEST, Math.min(LARGEST, Math.round(value * scale)));
    const delta = (scaled - previous) | 0;
    previous = scaled;
    bytes[planes + i] = delta;
    bytes[planes + count + i] = delta >> 8;
    bytes[planes + 2 * count + i] = delta >> 16;
    bytes[planes + 3 * count + i] = delta >> 24;
  }
  return gzipSync(bytes, { level: 1 });
}

/** Reads what `encodeChannel` wrote. @throws Error when the bytes are damaged or of a format that this version does not know. */
export function decodeChannel(encoded: Uint8Array, scale: number): Float64Array {
  const bytes = gunzipSync(encoded);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.length >= HEADER_BYTES ? view.getUint32(2, true) : 0;
  const missing = bytes.length >= HEADER_BYTES && (view.getUint8(1) & HAS_MISSING) > 0;
  const planes = HEADER_BYTES + (missing ? (count + 7) >> 3 : 0);
  if (bytes[0] !== FORMAT || bytes.length !== planes + count * 4)
    throw new Error("The stored track is damaged or of an unknown format.");
  const values = new Float64Array(count);
  let current = 0;
  for (let i = 0; i < count; i++) {
    const low = (bytes[planes + i] as number) | ((bytes[planes + count + i] as number) << 8);
    const high = ((bytes[planes + 2 * count + i] as number) << 16) | ((bytes[planes + 3 * count + i] as number) << 24);
    current = (current + (low | high)) | 0;
    const absent = missing && ((bytes[HEADER_BYTES + (i >> 3)] as number) >> (i & 7)) & 1;
    values[i] = absent ? Number.NaN : current / scale;
  }
  return values;
}

/** Encodes a track for storage, column by column. */
export function encodeTrack(track: Track): EncodedTrack {
  const channels: EncodedTrack["channels"] = { time: encodeChannel(track.time, CHANNEL_SCALE.time) };
  for (const channel of CHANNELS) {
    const values = track.channels[channel];
    if (values) channels[channel] = encodeChannel(values, CHANNEL_SCALE[channel]);
  }
  return { channels, pauses: track.pauses };
}

/** Decodes a stored track; only the `wanted` channels where they are named. @throws Error when time is missing or bytes are damaged */
export function decodeTrack(encoded: EncodedTrack, wanted: readonly Channel[] = CHANNELS): Track {
  if (!encoded.channels.time) throw new Error("The stored track has no time channel.");
  const channels: Track["channels"] = {};
  for (const channel of wanted) {
    const bytes = encoded.channels[channel];
    if (bytes) channels[channel] = decodeChannel(bytes, CHANNEL_SCALE[channel]);
  }
  return { time: decodeChannel(encoded.channels.time, CHANNEL_SCALE.time), channels, pauses: encoded.pauses };
}
