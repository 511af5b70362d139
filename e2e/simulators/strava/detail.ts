import { round } from "@/e2e/simulators/random";
import { summaryGear } from "./athlete-json";
import { bestEffort, later, photosOf, segmentEffort, similar } from "./detail-parts";
import { readTrack } from "./streams";
import type { Activity, Athlete, Summary } from "./types";

/** Effort ids are beyond what a double holds; JSON of them is written as text and the quotes are taken off at the end. */
const HUGE = /"huge:(\d+)"/g;

/** `GET /activities/{id}` as JSON text. */
export function detailText(activity: Activity, athlete: Athlete): string {
  return JSON.stringify(detail(activity, athlete)).replaceAll(HUGE, "$1");
}

function detail({ summary, description, calories }: Activity, athlete: Athlete) {
  const gear = summary.gear_id === null ? undefined : athlete.gear.get(summary.gear_id);
  const isRun = summary.type === "Run" || summary.type === "VirtualRun";
  return {
    ...summary,
    resource_state: 3,
    map: {
      id: summary.map.id,
      polyline: summary.map.summary_polyline,
      resource_state: 3,
      summary_polyline: summary.map.summary_polyline,
    },
    description,
    calories,
    perceived_exertion: null,
    prefer_perceived_exertion: null,
    segment_efforts: summary.start_latlng.length > 0 ? [segmentEffort(summary)] : [],
    ...(summary.distance > 0 && isRun
      ? { splits_metric: splits(summary, 1000), splits_standard: splits(summary, 1609.344) }
      : {}),
    laps: lapsOf(summary),
    ...(isRun && !summary.manual ? { best_efforts: [bestEffort(summary)] } : {}),
    ...(gear ? { gear: summaryGear(gear) } : {}),
    photos: photosOf(summary),
    stats_visibility: ["heart_rate", "pace", "power", "speed", "calories"].map((type) => ({ type, visibility: "everyone" })),
    hide_from_home: false,
    device_name: summary.manual ? undefined : "Garmin Forerunner 965",
    embed_token: "0".repeat(40),
    ...(isRun ? { similar_activities: similar(summary) } : {}),
    available_zones: summary.has_heartrate ? ["heartrate"] : [],
  };
}

/** One lap every five kilometres, or the whole. */
export function lapsOf(summary: Summary) {
  if (summary.manual) return [];
  const track = readTrack(summary);
  const count = Math.max(1, Math.floor(summary.distance / 5000));
  const share = (index: number) => Math.round((index * (track.time.length - 1)) / count);
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [share(index), share(index + 1)];
    const seconds = Math.max(1, (track.time[to] ?? 0) - (track.time[from] ?? 0));
    const metres = round((track.distance[to] ?? 0) - (track.distance[from] ?? 0), 1);
    const start = (track.time[from] ?? 0) * 1000;
    return {
      id: summary.id * 4 + index,
      resource_state: 2,
      name: `Lap ${index + 1}`,
      activity: { id: summary.id, visibility: summary.visibility, resource_state: 1 },
      athlete: summary.athlete,
      elapsed_time: seconds,
      moving_time: Math.min(seconds, summary.moving_time),
      start_date: later(summary.start_date, start),
      start_date_local: later(summary.start_date_local, start),
      distance: metres,
      average_speed: round(metres / seconds, 2),
      max_speed: summary.max_speed,
      lap_index: index + 1,
      split: index + 1,
      start_index: from,
      end_index: to,
      total_elevation_gain: round(summary.total_elevation_gain / count, 1),
      ...(summary.average_cadence === undefined ? {} : { average_cadence: summary.average_cadence }),
      device_watts: summary.device_watts ?? false,
      ...(summary.average_watts === undefined ? {} : { average_watts: summary.average_watts }),
      ...(summary.has_heartrate ? { average_heartrate: summary.average_heartrate, max_heartrate: summary.max_heartrate } : {}),
      pace_zone: 2,
    };
  });
}

function splits(summary: Summary, metres: number) {
  const count = Math.ceil(summary.distance / metres);
  return Array.from({ length: count }, (_, index) => {
    const distance = round(Math.min(metres, summary.distance - index * metres), 1);
    const seconds = Math.round((distance / summary.distance) * summary.moving_time);
    return {
      distance,
      elapsed_time: seconds,
      elevation_difference: 0.5,
      moving_time: seconds,
      split: index + 1,
      average_speed: summary.average_speed,
      average_grade_adjusted_speed: summary.average_speed,
      ...(summary.has_heartrate ? { average_heartrate: (summary.average_heartrate ?? 0) + 1 / 3 } : {}),
      pace_zone: 2,
    };
  });
}
