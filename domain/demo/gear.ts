import { addDays } from "@/domain/time-zones";
import type { PlannedRun } from "./calendar";

/** A shoe of the demo: `from` and `to` in days before today. Names are invented. */
type Shoe = {
  id: string;
  name: string;
  from: number;
  to: number | null;
  limitKm: number;
  startingKm: number;
  notes: string | null;
  retirement: string | null;
};

const DAILY: readonly Shoe[] = [
  {
    id: "harrier_4",
    name: "Harrier 4",
    from: 1200,
    to: 985,
    limitKm: 700,
    startingKm: 296,
    notes: "Bought before this log begins.",
    retirement: "Sole worn through at the heel.",
  },
  {
    id: "meadow_lite",
    name: "Meadow Lite",
    from: 985,
    to: 830,
    limitKm: 800,
    startingKm: 0,
    notes: null,
    retirement: "Foam dead. Knee complained.",
  },
  {
    id: "harrier_5",
    name: "Harrier 5",
    from: 830,
    to: 610,
    limitKm: 900,
    startingKm: 0,
    notes: null,
    retirement: "Kept for the garden.",
  },
  {
    id: "harrier_5_blue",
    name: "Harrier 5 blue",
    from: 610,
    to: 455,
    limitKm: 900,
    startingKm: 0,
    notes: null,
    retirement: "Upper torn.",
  },
  {
    id: "longstride",
    name: "Longstride",
    from: 455,
    to: 320,
    limitKm: 900,
    startingKm: 0,
    notes: "For the marathon build.",
    retirement: "Grip gone.",
  },
  {
    id: "harrier_6",
    name: "Harrier 6",
    from: 320,
    to: 150,
    limitKm: 900,
    startingKm: 0,
    notes: "Half a size up.",
    retirement: "Foam dead.",
  },
  {
    id: "harrier_6_green",
    name: "Harrier 6 green",
    from: 150,
    to: null,
    limitKm: 900,
    startingKm: 0,
    notes: "Half a size up.",
    retirement: null,
  },
];
const RACING: Shoe = {
  id: "swift_carbon",
  name: "Swift Carbon",
  from: 760,
  to: null,
  limitKm: 400,
  startingKm: 0,
  notes: "Races and the last sessions before them.",
  retirement: null,
};

export type DemoShoe = {
  id: string;
  name: string;
  startingDistanceM: number;
  limitM: number;
  notes: string | null;
  /** The day it was laid aside. */
  retiredOn: string | null;
  retirementNotes: string | null;
};

/** All shoes as they stand today. */
export function demoShoes(today: string): DemoShoe[] {
  return [...DAILY, RACING].map((shoe) => ({
    id: shoe.id,
    name: shoe.name,
    startingDistanceM: shoe.startingKm * 1000,
    limitM: shoe.limitKm * 1000,
    notes: shoe.notes,
    retiredOn: shoe.to === null ? null : addDays(today, -shoe.to),
    retirementNotes: shoe.retirement,
  }));
}

/** The shoe that was worn on a run `daysAgo` days ago. */
export function shoeFor(plan: PlannedRun, daysAgo: number): { id: string; name: string } | null {
  if (plan.kind === "race" && daysAgo < RACING.from) return RACING;
  return DAILY.find((shoe) => daysAgo <= shoe.from && daysAgo > (shoe.to ?? -1)) ?? null;
}
