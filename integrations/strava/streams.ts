import type { Channel, Track } from "@/domain/activity";
import type { Streams } from "./schema";

/** The channels that are asked for. */
export const STREAM_KEYS = "time,distance,latlng,altitude,velocity_smooth,heartrate,cadence,watts,temp";

const PLAIN: Readonly<Record<string, Channel>> = {
  distance: "distance",
  altitude: "altitude",
  velocity_smooth: "speed",
  heartrate: "heartRate",
  cadence: "cadence",
  watts: "power",
  temp: "temperature",
};

/**
 * Strava's streams as a track: null without a time stream. Samples that do not come later than the one before are left out, readings
 * that are null or no number are missing ones, and a channel of another length than time is not used, as nobody knows when it was.
 */
export function trackOf(streams: Streams): Track | null {
  const time = streams["time"]?.data;
  if (!time) return null;
  const rows: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [row, at] of time.entries()) {
    if (typeof at !== "number" || !Number.isFinite(at) || at <= last) continue;
    rows.push(row);
    last = at;
  }
  if (rows.length === 0) return null;
  const channels: Track["channels"] = {};
  const put = (channel: Channel, data: readonly unknown[] | undefined, read: (value: unknown) => unknown = (value) => value) => {
    if (data?.length !== time.length) return;
    const values = Float64Array.from(rows, (row) => numberOf(read(data[row])));
    if (values.some((value) => !Number.isNaN(value))) channels[channel] = values;
  };
  for (const [key, channel] of Object.entries(PLAIN)) put(channel, streams[key]?.data);
  put("lat", streams["latlng"]?.data, (pair) => (Array.isArray(pair) ? pair[0] : null));
  put("lng", streams["latlng"]?.data, (pair) => (Array.isArray(pair) ? pair[1] : null));
  return { time: Float64Array.from(rows, (row) => numberOf(time[row])), channels, pauses: null };
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : Number.NaN;
}
