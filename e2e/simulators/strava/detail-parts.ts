import { createRandom } from "@/e2e/simulators/random";
import type { Summary } from "./types";

/** A piece of the way that others ran too; its id does not fit a double, see `detailText`. */
export function segmentEffort(summary: Summary) {
  return {
    ...effort(summary, "Along the river", 1000),
    id: `huge:${2_693_271_924_383_944_911n + BigInt(summary.id)}`,
    device_watts: summary.device_watts ?? false,
    ...(summary.has_heartrate ? { average_heartrate: summary.average_heartrate, max_heartrate: summary.max_heartrate } : {}),
    segment: {
      id: 8_457_023,
      resource_state: 2,
      name: "Along the river",
      activity_type: summary.type,
      distance: 1000,
      average_grade: -0.1,
      maximum_grade: 2.4,
      elevation_high: 14.9,
      elevation_low: 4.4,
      start_latlng: summary.start_latlng,
      end_latlng: summary.end_latlng,
      elevation_profile: null,
      elevation_profiles: null,
      climb_category: 0,
      city: "New York",
      state: "New York",
      country: "United States",
      private: false,
      hazardous: false,
      starred: false,
    },
    visibility: summary.visibility,
    kom_rank: null,
    hidden: false,
  };
}

export function bestEffort(summary: Summary) {
  return { ...effort(summary, "1K", 1000), id: summary.id * 8, pr_rank: 1 };
}

function effort(summary: Summary, name: string, metres: number) {
  const seconds = Math.max(1, Math.round((metres / Math.max(summary.distance, metres)) * summary.elapsed_time));
  return {
    id: 0,
    resource_state: 2,
    name,
    activity: { id: summary.id, visibility: summary.visibility, resource_state: 1 },
    athlete: summary.athlete,
    elapsed_time: seconds,
    moving_time: seconds,
    start_date: summary.start_date,
    start_date_local: summary.start_date_local,
    distance: metres,
    start_index: 0,
    end_index: seconds,
    pr_rank: null,
    achievements: [{ type_id: 3, type: "pr", rank: 1 }],
  };
}

/** The first picture is null where there is none. */
export function photosOf({ id, total_photo_count: count }: Summary) {
  const url = `https://dgtzuqphqg23d.cloudfront.net/${id}`;
  const primary = {
    unique_id: `photo-${id}`,
    urls: { "100": `${url}-100.jpg`, "600": `${url}-600.jpg` },
    source: 1,
    media_type: 1,
  };
  return { primary: count > 0 ? primary : null, use_primary_photo: count > 0, count };
}

export function similar(summary: Summary) {
  const speed = summary.average_speed;
  const middle = speed * createRandom(summary.id).between(0.9, 1);
  return {
    effort_count: 4,
    average_speed: middle,
    min_average_speed: speed * 0.8,
    mid_average_speed: middle,
    max_average_speed: speed,
    pr_rank: 1,
    frequency_milestone: null,
    trend: {
      speeds: [middle, speed],
      current_activity_index: 1,
      min_speed: speed * 0.8,
      mid_speed: middle,
      max_speed: speed,
      direction: 0,
    },
    resource_state: 2,
  };
}

/** An instant, or a wall time with a false `Z`, so many milliseconds later. */
export function later(iso: string, ms: number): string {
  return new Date(Date.parse(iso) + ms).toISOString().replace(".000Z", "Z");
}
