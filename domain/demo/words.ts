import type { PlannedRide, PlannedRun } from "./calendar";
import { pick, type Random } from "./random";

/** What a run is called. */
export function runName(plan: PlannedRun, loop: string | null, laps: number): string {
  if (plan.race) return plan.race.name;
  if (plan.kind === "intervals") return `${Math.max(1, Math.floor((laps - 2) / 2))} intervals, ${loop ?? "treadmill"}`;
  const words = { recovery: "recovery", easy: "easy", steady: "steady", long: "long run", tempo: "tempo" } as const;
  const kind = plan.kind === "race" ? "race" : words[plan.kind];
  return loop ? `${loop}, ${kind}` : `Treadmill, ${kind}`;
}

const RUN_NOTES: Partial<Record<PlannedRun["kind"], readonly string[]>> = {
  easy: [
    "Legs heavy after yesterday, kept it slow.",
    "With Mira, talked the whole way.",
    "First frost of the year on the meadow.",
    "New socks. No blisters.",
  ],
  long: [
    "Two gels, both stayed down.",
    "Lost the path behind the weir and took the road back.",
    "Last kilometres felt strong.",
    "Wind from the front for the first half.",
  ],
  tempo: [
    "Started too fast, paid for it in the last kilometre.",
    "Even splits, good day.",
    "Hot. Cut it short by one kilometre.",
  ],
  intervals: [
    "Track was closed, did them along the river.",
    "Last one was the fastest.",
    "Calf a bit tight, stopped before the last.",
  ],
};

/** A note, to about one run in nine, and to those that come back from a setback. */
export function runNote(plan: PlannedRun, random: Random): string | null {
  if (plan.after) return `First runs after the ${plan.after}. Careful, nothing hurt.`;
  if (plan.race)
    return pick(random, [
      "Cold start, warm finish.",
      "Went out with the group and held on.",
      "Negative split, for once.",
      "Not my day, finished anyway.",
    ]);
  const notes = RUN_NOTES[plan.kind];
  return notes && random() < 0.11 ? pick(random, notes) : null;
}

/** What a ride is called. */
export function rideName(plan: PlannedRide, loop: string | null): string {
  const words = {
    endurance: "endurance",
    sweetspot: "2 × 18 min",
    vo2: "5 × 3.5 min",
    group: "group ride",
    spin: "easy spin",
  } as const;
  return `${loop ?? "Trainer"}, ${words[plan.kind]}`;
}

/** A note, to about one ride in twelve. */
export function rideNote(plan: PlannedRide, random: Random): string | null {
  if (random() >= 0.085) return null;
  if (plan.indoor)
    return pick(random, ["Fan broke, opened the window.", "Watched half a film.", "Stopped early, tyre slipped on the roller."]);
  return pick(random, [
    "Coffee at the windmill.",
    "Puncture at the reservoir, changed in ten minutes.",
    "Held the wheel of the fast group to the ridge.",
    "Rain from halfway.",
  ]);
}
