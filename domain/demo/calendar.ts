import { addDays, weekday } from "@/domain/time-zones";
import { setbackAt, summer } from "./form";
import { between, pick, type Random } from "./random";

export type RunKind = "easy" | "recovery" | "steady" | "long" | "tempo" | "intervals" | "race";
export type PlannedRun = { kind: RunKind; km: number; indoor: boolean; race?: Race; after?: string };
export type RideKind = "endurance" | "sweetspot" | "vo2" | "group" | "spin";
export type PlannedRide = { kind: RideKind; km: number; indoor: boolean };
export type Race = { name: string; km: number };

type RaceDay = { month: number; nth: number; day: number; race: (year: number) => Race };

/** The same races every year: the nth such weekday (1 Monday … 7 Sunday) of a month. */
const RACES: readonly RaceDay[] = [
  { month: 3, nth: 3, day: 7, race: () => ({ name: "Spring 10", km: 10 }) },
  { month: 4, nth: 3, day: 7, race: () => ({ name: "Weir half marathon", km: 21.0975 }) },
  { month: 6, nth: 2, day: 6, race: () => ({ name: "Midsummer mile and more", km: 5 }) },
  { month: 8, nth: 4, day: 7, race: () => ({ name: "Vineyard 10", km: 10 }) },
  {
    month: 10,
    nth: 2,
    day: 7,
    race: (year) => (year % 2 ? { name: "Long valley marathon", km: 42.195 } : { name: "Long valley half", km: 21.0975 }),
  },
  { month: 12, nth: 2, day: 6, race: () => ({ name: "Advent 5", km: 5 }) },
];

/** The race of a day, if there is one. */
function raceOn(date: string): Race | null {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const found = RACES.find((one) => one.month === month && one.day === weekday(date) && one.nth === Math.ceil(day / 7));
  return found && !setbackAt(date, 14) ? found.race(year) : null;
}

/** The run of a day, or none. */
export function runOn(date: string, random: Random): PlannedRun | null {
  const race = raceOn(date);
  if (race) return { kind: "race", km: race.km, indoor: false, race };
  const setback = setbackAt(date, 9);
  if (setback && date <= setback.to) return null;
  const tired = [1, 2].some((days) => (raceOn(addDays(date, -days))?.km ?? 0) > 15) || raceOn(addDays(date, 1)) !== null;
  const lucky = random();
  if (tired) return null;
  if (setback)
    return lucky < 0.5 ? { kind: "recovery", km: between(random, 3.5, 5.5), indoor: false, after: setback.what } : null;
  const cold = summer(date) < 0.14;
  const indoor = cold && random() < 0.34;
  const day = weekday(date);
  const planned = (chance: number, kind: RunKind, km: number): PlannedRun | null =>
    lucky < chance * (1.02 + 0.12 * Math.sin(4 * Math.PI * summer(date)))
      ? { kind, km, indoor: indoor && kind !== "long" }
      : null;
  if (day === 1) return planned(0.34, "recovery", between(random, 4.5, 6));
  if (day === 2) return planned(0.88, random() < 0.55 ? "intervals" : "tempo", between(random, 8, 11));
  if (day === 3) return planned(0.5, "easy", between(random, 5, 8));
  if (day === 4) return planned(0.86, random() < 0.3 ? "steady" : "easy", between(random, 7, 12));
  if (day === 6) return planned(0.78, random() < 0.2 ? "steady" : "easy", between(random, 5, 10));
  if (day === 7) return planned(0.94, "long", between(random, 13, 20) + longer(date, random));
  return null;
}

/** Before a marathon the long runs grow. */
function longer(date: string, random: Random): number {
  const year = Number(date.slice(0, 4));
  const building = year % 2 === 1 && date.slice(5) > "07-25" && date.slice(5) < "09-24";
  return building ? between(random, 4, 11) : 0;
}

/** The ride of a day, or none: outside from spring to autumn, on the trainer in winter, more of it while running is not possible. */
export function rideOn(date: string, random: Random): PlannedRide | null {
  const setback = setbackAt(date);
  if (raceOn(date) || raceOn(addDays(date, 1)) || (setback && !setback.rides)) return null;
  const warm = summer(date);
  const indoor = warm < 0.2 || (warm < 0.35 && random() < 0.5);
  const day = weekday(date);
  const more = setback ? 1.7 : 0.72 + 0.5 * warm;
  const lucky = random();
  if (day === 3 && lucky < 0.46 * more)
    return indoor ? trainer(random) : { kind: random() < 0.4 ? "vo2" : "endurance", km: between(random, 24, 42), indoor };
  if (day === 5 && lucky < 0.42 * more)
    return indoor ? trainer(random) : { kind: "sweetspot", km: between(random, 30, 46), indoor };
  if (day === 6 && lucky < 0.62 * more)
    return indoor ? trainer(random) : { kind: random() < 0.35 ? "group" : "endurance", km: between(random, 42, 90), indoor };
  if (day === 1 && lucky < 0.2 * more) return { kind: "spin", km: between(random, 14, 22), indoor };
  return null;
}

function trainer(random: Random): PlannedRide {
  return { kind: pick(random, ["sweetspot", "vo2", "endurance"]), km: between(random, 20, 34), indoor: true };
}
