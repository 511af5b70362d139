import { round } from "@/e2e/simulators/random";
import type { Athlete, Gear } from "./types";

const METRES_PER_MILE = 1609.344;

/** The athlete as the token answer carries it. */
export function summaryAthlete(athlete: Athlete) {
  const picture = `https://dgalywyr863hv.cloudfront.net/pictures/athletes/${athlete.id}/1/2`;
  return {
    id: athlete.id,
    username: athlete.username,
    resource_state: 2,
    firstname: athlete.firstname,
    lastname: athlete.lastname,
    bio: null,
    city: "New York",
    state: "NY",
    country: "",
    sex: "F",
    premium: true,
    summit: true,
    created_at: "2017-11-28T19:05:35Z",
    updated_at: "2025-09-27T12:57:32Z",
    badge_type_id: 1,
    weight: 62.5,
    profile_medium: `${picture}/medium.jpg`,
    profile: `${picture}/large.jpg`,
    friend: null,
    follower: null,
  };
}

/** The athlete with shoes and bikes; retired ones are left out, as the real list does. */
export function detailedAthlete(athlete: Athlete) {
  const gear = [...athlete.gear.values()].filter(({ retired }) => !retired).map(summaryGear);
  return {
    ...summaryAthlete(athlete),
    resource_state: 3,
    blocked: false,
    can_follow: true,
    follower_count: 11,
    friend_count: 12,
    mutual_friend_count: 0,
    athlete_type: 1,
    date_preference: "%m/%d/%Y",
    measurement_preference: "feet",
    clubs: [],
    postable_clubs_count: 0,
    ftp: null,
    bikes: gear.filter(({ id }) => id.startsWith("b")),
    shoes: gear.filter(({ id }) => id.startsWith("g")),
  };
}

/** Gear as it stands inside an activity or an athlete. */
export function summaryGear(gear: Gear) {
  const { id, primary, name, nickname, retired, distance } = gear;
  return { id, primary, name, nickname, resource_state: 2, retired, distance, converted_distance: miles(distance) };
}

/** Gear as its own address tells it; bikes say more than shoes. */
export function detailedGear(gear: Gear) {
  const { brand_name, model_name, description } = gear;
  const common = { ...summaryGear(gear), nickname: gear.nickname ?? "", resource_state: 3, brand_name, model_name };
  return gear.id.startsWith("b")
    ? { ...common, frame_type: 3, description, weight: 9 }
    : { ...common, description, notification_distance: 0 };
}

function miles(metres: number): number {
  return round(metres / METRES_PER_MILE, 1);
}
