import { makeActivities } from "./generator";
import type { Athlete, Gear } from "./types";

/** What an athlete starts with. */
export type AthleteOptions = {
  id?: number;
  firstname?: string;
  lastname?: string;
  username?: string | null;
  /** How many activities; none without it. */
  activities?: number;
  seed?: number;
};

export const FIRST_ATHLETE = 26_462_176;

export function createAthlete(options: AthleteOptions, number: number, until: number): Athlete {
  const id = options.id ?? FIRST_ATHLETE + number;
  const seed = options.seed ?? 1 + number;
  const gear = new Map(startingGear(id).map((one) => [one.id, one]));
  const ids = [...gear.keys()];
  // Whole minutes, so that two simulators with the same clock make the same activities.
  const made = makeActivities(seed, options.activities ?? 0, Math.floor(until / 60_000) * 60_000, {
    athleteId: id,
    firstId: firstActivityId(id),
    shoes: ids.filter((one) => one.startsWith("g")),
    bikes: ids.filter((one) => one.startsWith("b")),
  });
  return {
    id,
    firstname: options.firstname ?? "Ada",
    lastname: options.lastname ?? (number === 0 ? "Runner" : `Runner ${number + 1}`),
    username: options.username ?? null,
    seed,
    activities: new Map(made.map((activity) => [activity.summary.id, activity])),
    gear,
  };
}

/** Ids of different athletes do not meet as long as each has fewer than 100,000 activities. */
export function firstActivityId(athleteId: number): number {
  return 10_000_000_000 + (athleteId % 100_000) * 100_000;
}

function startingGear(athleteId: number): Gear[] {
  const number = (athleteId % 100_000) * 10;
  const shoe = (index: number, name: string, retired: boolean, distance: number): Gear => ({
    id: `g${number + index}`,
    primary: index === 1,
    name,
    nickname: index === 1 ? "" : null,
    retired,
    distance,
    brand_name: name.split(" ")[0] ?? name,
    model_name: name.split(" ").slice(1).join(" "),
    description: retired ? "Marathon 2018." : null,
  });
  return [
    shoe(1, "Adidas Supernova ST", false, 312_040),
    shoe(2, "Saucony Guide 17", false, 845_211),
    shoe(3, "Brooks Ghost 9", true, 966_309),
    { ...shoe(4, "Trek 450", false, 4_021_330), id: `b${number + 4}`, primary: true },
  ];
}
