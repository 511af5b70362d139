import { type Answer, json } from "@/e2e/simulators/answer";
import { createRandom, type Random, round } from "@/e2e/simulators/random";
import type { Call } from "@/e2e/simulators/request";
import { notFound } from "./errors";
import { loopPoint } from "./polyline";
import type { Summary } from "./types";

const MAX_POINTS = 10_000;

type Track = { time: number[]; distance: number[] };

/** Seconds and metres of an activity, point by point, from its id: the last point is the whole distance. */
export function readTrack(summary: Summary): Track {
  const random = createRandom(summary.id);
  const points = Math.min(Math.max(2, summary.elapsed_time + 1), MAX_POINTS);
  const steps = Array.from({ length: points - 1 }, () => random.between(0.7, 1.3));
  const total = steps.reduce((sum, step) => sum + step, 0);
  let gone = 0;
  const distance = [0];
  for (const step of steps) {
    gone += step;
    distance.push(round((gone / total) * summary.distance, 1));
  }
  const time = distance.map((_, index) => Math.round((index * summary.elapsed_time) / (points - 1)));
  return { time, distance };
}

/** `GET /activities/{id}/streams`: an array, or with `key_by_type` an object; `distance` always comes along, missing channels do not. */
export function streams(call: Call, summary: Summary): Answer {
  if (summary.manual) return notFound("Streams");
  const asked = new Set((call.query.get("keys") ?? "").split(",").filter(Boolean));
  const all = channels(summary);
  const chosen = Object.entries(all).filter(([type]) => type === "distance" || asked.has(type));
  const size = all["distance"]?.length ?? 0;
  const described = chosen.map(([type, data]) => ({
    type,
    stream: { data, series_type: "distance", original_size: size, resolution: "high" },
  }));
  const body =
    call.query.get("key_by_type") === "true"
      ? Object.fromEntries(described.map(({ type, stream }) => [type, stream]))
      : described.map(({ type, stream }) => ({ type, ...stream }));
  return json(200, body);
}

function channels(summary: Summary): Record<string, unknown[]> {
  const { time, distance } = readTrack(summary);
  const random = createRandom(summary.id + 1);
  const [lat, lng] = summary.start_latlng;
  const speed = summary.distance / Math.max(1, summary.elapsed_time);
  const size = time.length;
  const low = summary.elev_low ?? 0;
  const climb = (summary.elev_high ?? 0) - low;
  return {
    time,
    distance,
    ...(lat !== undefined && lng !== undefined
      ? {
          latlng: time.map((_, i) =>
            loopPoint(lat, lng, summary.distance, summary.id % 7, i / (size - 1)).map((v) => round(v, 6)),
          ),
        }
      : {}),
    ...(summary.elev_low === undefined
      ? {}
      : {
          altitude: time.map((_, i) => round(low + climb * Math.sin((Math.PI * i) / (size - 1)), 1)),
          grade_smooth: time.map(() => round(random.between(-3, 3), 1)),
        }),
    ...(summary.distance > 0 ? { velocity_smooth: time.map(() => round(speed * random.between(0.85, 1.15), 3)) } : {}),
    ...channel("heartrate", around(random, size, summary.average_heartrate, summary.max_heartrate)),
    ...channel("cadence", around(random, size, summary.average_cadence, (summary.average_cadence ?? 0) + 6)),
    ...channel("watts", summary.device_watts ? around(random, size, summary.average_watts, summary.max_watts) : undefined),
    ...channel("temp", around(random, size, summary.average_temp, summary.average_temp)),
    moving: time.map((_, i) => i < size - 1),
  };
}

function channel(name: string, data: number[] | undefined): Record<string, number[]> {
  return data ? { [name]: data } : {};
}

/** Values near the average with one that is the maximum. */
function around(random: Random, size: number, average: number | undefined, maximum: number | undefined): number[] | undefined {
  if (average === undefined) return undefined;
  const spread = Math.min(5, Math.abs(average) / 10);
  const values = Array.from({ length: size }, () => Math.round(average + random.between(-spread, spread)));
  if (maximum !== undefined) values[Math.floor(size / 2)] = Math.round(maximum);
  return values;
}
