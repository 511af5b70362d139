import { createRandom, type Random, round } from "@/e2e/simulators/random";
import { offsetSeconds } from "@/e2e/simulators/zone-offset";
import { type Place, pickPlace } from "./places";
import { encodePolyline, loopPoint } from "./polyline";
import { pickSport, type Sport } from "./sports";
import type { Activity, Summary } from "./types";

const DAY_MS = 86_400_000;
const YEARS_MS = 15 * 365 * DAY_MS;
/** A made-up world far out in the Pacific, as virtual rides are drawn. */
const VIRTUAL: Pick<Place, "lat" | "lng"> = { lat: -11.64, lng: 166.95 };

export type Making = { athleteId: number; firstId: number; shoes: string[]; bikes: string[] };

/** `count` activities that end shortly before `until` and reach back at most fifteen years; the same ones for the same seed. */
export function makeActivities(seed: number, count: number, until: number, making: Making): Activity[] {
  const random = createRandom(seed);
  const step = Math.min(1.4 * DAY_MS, YEARS_MS / Math.max(count, 1));
  const starts = Array.from({ length: count }, (_, index) => until - 4 * 3_600_000 - (index + random.between(0.05, 0.9)) * step);
  return starts
    .reverse()
    .map((start, index) => makeActivity(random, Math.floor(start / 1000) * 1000, making.firstId + index, making));
}

/** One activity of that start and id. */
export function makeActivity(random: Random, startMs: number, id: number, making: Making): Activity {
  const sport = pickSport(random);
  const manual = sport.place !== "virtual" && random.chance(0.02);
  const place = pickPlace(random, sport.place === "indoors" || sport.place === "pool");
  const moving = Math.round(random.between(...sport.minutes) * 60);
  const elapsed = random.chance(0.003) ? moving - 1 : moving + (random.chance(0.6) ? random.whole(0, 400) : 0);
  const distance = sport.speed ? round(moving * random.between(...sport.speed), 1) : 0;
  const summary: Summary = {
    resource_state: 2,
    athlete: { id: making.athleteId, resource_state: 1 },
    name: random.chance(0.2) ? `${sport.name} ${random.pick(["with Ana", "in the rain", "№ 2", "🌞", "— easy"])}` : sport.name,
    distance,
    moving_time: moving,
    elapsed_time: elapsed,
    total_elevation_gain: sport.place === "outside" && !manual ? round(random.between(0, distance / 60), 1) : 0,
    type: sport.type,
    sport_type: sport.sport,
    ...workoutType(random, sport),
    id,
    ...times(startMs, place),
    location_city: null,
    location_state: null,
    location_country: null,
    achievement_count: random.whole(0, 6),
    kudos_count: random.whole(0, 30),
    comment_count: random.whole(0, 3),
    athlete_count: random.chance(0.1) ? random.whole(2, 20) : 1,
    photo_count: 0,
    ...track(random, id, sport, manual, place, distance),
    trainer: !manual && (sport.place === "pool" || (sport.place === "indoors" && sport.family === "run")),
    commute: sport.sport === "EBikeRide",
    manual,
    ...sight(random),
    flagged: false,
    gear_id: gear(random, sport, making),
    average_speed: round(distance / moving, 3),
    max_speed: manual ? 0 : round((distance / moving) * random.between(1.15, 2.2), 3),
    ...sensors(random, sport, manual, moving),
    heartrate_opt_out: false,
    display_hide_heartrate_option: true,
    ...(sport.place === "outside" && !manual ? heights(random) : {}),
    ...upload(random, manual, id),
    from_accepted_tag: false,
    pr_count: random.chance(0.1) ? random.whole(1, 4) : 0,
    total_photo_count: random.whole(0, 3),
    has_kudoed: false,
  };
  const description = random.chance(0.25)
    ? "First line\r\n\r\nSecond line, after an empty one. 🏃"
    : random.chance(0.3)
      ? null
      : "";
  return { summary, startMs, description, calories: round((moving / 60) * random.between(7, 14), 1) };
}

/** Start in UTC, and the wall time of the place, which wears a false `Z`. */
export function times(startMs: number, place: Pick<Place, "label" | "zone">) {
  const offset = offsetSeconds(place.zone, startMs);
  return {
    start_date: iso(startMs),
    start_date_local: iso(startMs + offset * 1000),
    timezone: place.label,
    utc_offset: offset,
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** Swims, skis and hikes carry no such key at all; others sometimes null. */
function workoutType(random: Random, { family }: Sport): Pick<Summary, "workout_type"> {
  if (family === "other") return {};
  if (random.chance(0.1)) return { workout_type: null };
  return { workout_type: (family === "ride" ? 10 : 0) + (random.chance(0.15) ? random.whole(1, 2) : 0) };
}

function sight(random: Random): Pick<Summary, "private" | "visibility"> {
  const visibility = random.chance(0.04) ? "only_me" : random.chance(0.1) ? "followers_only" : "everyone";
  return { private: visibility === "only_me", visibility };
}

function gear(random: Random, { family }: Sport, { shoes, bikes }: Making): string | null {
  const [first, ...more] = family === "run" ? shoes : family === "ride" ? bikes : [];
  return first === undefined || random.chance(0.08) ? null : random.pick([first, ...more]);
}

function track(random: Random, id: number, sport: Sport, manual: boolean, place: Place, distance: number) {
  const drawn = !manual && distance > 0 && (sport.place === "outside" || sport.place === "virtual");
  const map = { id: `a${id}`, summary_polyline: "", resource_state: 2 as const };
  if (!drawn) return { map, start_latlng: [], end_latlng: [] };
  const { lat, lng } = sport.place === "virtual" ? VIRTUAL : place;
  const from = [lat + random.between(-0.02, 0.02), lng + random.between(-0.02, 0.02)] as const;
  const points = Array.from({ length: 90 }, (_, index) => loopPoint(from[0], from[1], distance, id % 7, index / 89));
  const ends = [from[0], from[1]].map((value) => round(value, 6));
  return { map: { ...map, summary_polyline: encodePolyline(points) }, start_latlng: ends, end_latlng: ends };
}

function sensors(random: Random, sport: Sport, manual: boolean, moving: number) {
  const heart = !manual && random.chance(0.91);
  const average = round(random.between(118, 168), 1);
  const watts = round(random.between(120, 260), 1);
  return {
    has_heartrate: heart,
    ...(heart
      ? {
          average_heartrate: average,
          max_heartrate: Math.round(average + random.between(8, 28)),
          suffer_score: random.whole(5, 250),
        }
      : {}),
    // Steps of one leg for runs, revolutions for rides.
    ...(!manual && sport.family !== "other" && random.chance(0.7) ? { average_cadence: round(random.between(74, 92), 1) } : {}),
    ...(!manual && sport.place === "outside" && random.chance(0.7) ? { average_temp: random.whole(-5, 33) } : {}),
    ...(!manual && sport.family === "ride"
      ? {
          average_watts: watts,
          kilojoules: round((watts * moving) / 1000, 1),
          ...(random.chance(0.5)
            ? { device_watts: true, max_watts: Math.round(watts * 3), weighted_average_watts: Math.round(watts * 1.08) }
            : { device_watts: false }),
        }
      : {}),
  };
}

function heights(random: Random) {
  const low = round(random.between(-8, 400), 1);
  return { elev_high: round(low + random.between(3, 300), 1), elev_low: low };
}

function upload(random: Random, manual: boolean, id: number) {
  if (manual) return { upload_id: null, external_id: null };
  const uploadId = id + 1_083_740_295;
  const externalId = random.chance(0.8) ? `garmin_ping_${random.whole(1e8, 9e8)}` : `${random.whole(1e9, 2e9)}.tcx`;
  return { upload_id: uploadId, upload_id_str: String(uploadId), external_id: externalId };
}
