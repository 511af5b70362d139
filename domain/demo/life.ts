import type { Activity } from "@/domain/activity";
import type { Heartbeat } from "@/domain/heartbeats";
import { factsOf, type SourceFacts } from "@/domain/source-facts";
import { addDays, daysBetween, localDate, startOfDay } from "@/domain/time-zones";
import { type PlannedRide, type PlannedRun, rideOn, runOn } from "./calendar";
import { demoHeartbeats } from "./coding";
import { type DemoEdit, editOf } from "./edits";
import { HEART, summer, thresholdPower, thresholdSpeed } from "./form";
import { type DemoShoe, demoShoes, shoeFor } from "./gear";
import { type Loop, layLoop, RIDE_LOOPS, RUN_LOOPS } from "./places";
import { type DemoPlanning, demoPlanning } from "./planning";
import { between, pick, type Random, randomOf } from "./random";
import { recordRide } from "./ride";
import { recordRun } from "./run";
import { type DemoSession, demoSessions } from "./strength";
import { rideName, rideNote, runName, runNote } from "./words";

/** Days of the demo, and how many of the last ones are recorded finely; older ones as a watch that saves memory does. */
const DAYS = 3 * 365;
const FINE_DAYS = 95;
/** Editors tell of the last year. */
const CODING_DAYS = 365;
const FINE_STEP_S = 2;
const COARSE_STEP_S = 9;
/** Before that only races have kept their tracks; of the others the figures are left, as after a change of watch. */
const TRACK_DAYS = 500;

export type DemoActivity = {
  id: string;
  kind: "run" | "ride";
  localDate: string;
  shoeId: string | null;
  activity: Activity;
  facts: SourceFacts;
  edit: DemoEdit | null;
};

export type DemoLife = {
  shoes: DemoShoe[];
  ftp: { validFrom: string; ftpW: number }[];
  heartRateZones: { validFrom: string; maxBpm: number; restingBpm: number; thresholdBpm: number; lowerBoundsBpm: number[] }[];
  /** Strength sessions, oldest first. */
  strength: DemoSession[];
  /** What editors told, oldest first. */
  coding: Heartbeat[];
  /** Tasks, goals, habits and reflections, and the day it is for them. */
  planning: DemoPlanning;
  today: string;
  /** Oldest first; made one by one while they are asked for. */
  activities: () => Generator<DemoActivity>;
};

/** Three years of somebody's training that end at `now`: the same for the same day and zone, wherever and whenever it is made. */
export function demoLife(now: Date, timeZone: string): DemoLife {
  const today = localDate(now, timeZone);
  const first = addDays(today, -DAYS);
  return {
    shoes: demoShoes(today),
    ftp: ftpTests(first, today),
    heartRateZones: [
      {
        validFrom: first,
        maxBpm: HEART.max + 2,
        restingBpm: 55,
        thresholdBpm: HEART.threshold - 3,
        lowerBoundsBpm: [0, 122, 141, 156, 169],
      },
      {
        validFrom: addDays(today, -500),
        maxBpm: HEART.max,
        restingBpm: HEART.resting,
        thresholdBpm: HEART.threshold,
        lowerBoundsBpm: [0, 125, 144, 159, 171],
      },
    ],
    strength: demoSessions(first, today, now, timeZone),
    coding: demoHeartbeats(addDays(today, -CODING_DAYS), today, now, timeZone),
    planning: demoPlanning(today, now, timeZone),
    today,
    activities: () => activities(first, today, now, timeZone),
  };
}

function ftpTests(first: string, today: string) {
  const tests: { validFrom: string; ftpW: number }[] = [];
  for (let day = first; day <= today; day = addDays(day, 1)) {
    if (day === first || /-(?:01|05|09)-08$/.test(day))
      tests.push({ validFrom: day, ftpW: thresholdPower(day, progress(day, today)) });
  }
  return tests;
}

function progress(day: string, today: string): number {
  return 1 - daysBetween(day, today) / DAYS;
}

function* activities(first: string, today: string, now: Date, timeZone: string): Generator<DemoActivity> {
  const tests = ftpTests(first, today);
  const loops = new Map<string, Loop>();
  for (let day = first; day <= today; day = addDays(day, 1)) {
    const ago = daysBetween(day, today);
    const random = randomOf(`day ${day}`);
    const ride = rideOn(day, random);
    const yesterday: PlannedRun = { kind: "easy", km: 8.1, indoor: false };
    // Whatever the calendar says, somebody ran yesterday: a demo has to begin with something to look at.
    const run = runOn(day, random) ?? (ago === 1 && !ride ? yesterday : null);
    const context: Day = {
      day,
      ago,
      random,
      timeZone,
      today,
      loops,
      ftpW: tests.findLast((test) => test.validFrom <= day)?.ftpW ?? 200,
    };
    for (const made of [run ? makeRun(run, context) : null, ride ? makeRide(ride, context) : null]) {
      if (made && made.activity.startAt.getTime() + made.activity.elapsedS * 1000 < now.getTime()) yield made;
    }
  }
}

type Day = { day: string; ago: number; random: Random; timeZone: string; today: string; loops: Map<string, Loop>; ftpW: number };

/** One of the two loops whose lengths are nearest, run or ridden to about the planned distance. */
function loopFor(list: readonly [name: string, km: number][], km: number, { loops, random }: Day): Loop {
  const nearest = [...list].sort((a, b) => Math.abs(a[1] - km) - Math.abs(b[1] - km)).slice(0, 2);
  const [name, lengthKm] = pick(random, nearest);
  const loop = loops.get(name) ?? layLoop(name, lengthKm * 1000);
  loops.set(name, loop);
  return loop;
}

function makeRun(planned: PlannedRun, context: Day): DemoActivity {
  const { day, ago, random, timeZone, today } = context;
  const race = planned.race;
  const loop = planned.indoor ? null : race ? layLoop(race.name, race.km * 1000) : loopFor(RUN_LOOPS, planned.km, context);
  const whole = loop && !race && planned.kind !== "intervals" && planned.kind !== "tempo";
  const plan = whole ? { ...planned, km: (loop.lengthM / 1000) * between(random, 0.985, 1.015) } : planned;
  const shoe = shoeFor(plan, ago);
  const recorded = recordRun(plan, {
    random,
    thresholdMps: thresholdSpeed(day, progress(day, today)),
    warmth: summer(day),
    stepS: ago < FINE_DAYS ? FINE_STEP_S : COARSE_STEP_S,
    lay: loop && ((lengthM) => (whole || race ? loop : layLoop(loop.name, lengthM))),
  });
  const hour = race
    ? 10
    : planned.kind === "long"
      ? between(random, 8, 9.5)
      : random() < 0.4
        ? between(random, 6.2, 7.2)
        : between(random, 17.3, 18.6);
  const activity: Activity = {
    ...blank(day, hour, timeZone),
    ...recorded,
    sport: "running",
    rawSport: planned.indoor ? "running/treadmill" : "running/street",
    indoor: planned.indoor,
    name: runName(plan, loop?.name ?? null, recorded.laps.length),
    notes: runNote(plan, random),
    calories: Math.round(plan.km * 71),
    gearName: shoe?.name ?? null,
  };
  const made = { id: `demo_run_${day.replaceAll("-", "")}`, kind: "run", localDate: day, shoeId: shoe?.id ?? null } as const;
  const run = { ...made, ...kept(activity, ago < TRACK_DAYS || race !== undefined) };
  return { ...run, edit: editOf(run, random()) };
}

function makeRide(planned: PlannedRide, context: Day): DemoActivity {
  const { day, ago, random, timeZone, ftpW } = context;
  const loop = planned.indoor ? null : loopFor(RIDE_LOOPS, planned.km, context);
  const plan = loop ? { ...planned, km: (loop.lengthM / 1000) * between(random, 0.99, 1.01) } : planned;
  const recorded = recordRide(plan, {
    random,
    ftpW,
    warmth: summer(day),
    stepS: ago < FINE_DAYS ? FINE_STEP_S : COARSE_STEP_S,
    loop,
  });
  const activity: Activity = {
    ...blank(day, planned.kind === "group" ? 13 : between(random, 14, 15.5), timeZone),
    ...recorded,
    sport: "cycling",
    rawSport: planned.indoor ? "cycling/indoor_cycling" : "cycling/road",
    indoor: planned.indoor,
    name: rideName(plan, loop?.name ?? null),
    notes: rideNote(plan, random),
    gearName: "Blue steel",
  };
  const made = { id: `demo_ride_${day.replaceAll("-", "")}`, kind: "ride", localDate: day, shoeId: null, edit: null } as const;
  return { ...made, ...kept(activity, ago < TRACK_DAYS) };
}

/** An activity with its facts, with or without its track. */
function kept(activity: Activity, track: boolean): Pick<DemoActivity, "activity" | "facts"> {
  const facts = factsOf(activity, "demo");
  return track ? { activity, facts } : { activity: { ...activity, track: null }, facts: { ...facts, trackPoints: 0 } };
}

/** What all activities of the demo have in common; the start is a local hour of a day. */
function blank(day: string, hour: number, timeZone: string): Activity {
  return {
    sport: "other",
    rawSport: null,
    indoor: false,
    name: null,
    notes: null,
    startAt: new Date(startOfDay(day, timeZone).getTime() + Math.round(hour * 3600) * 1000),
    startPrecision: "second",
    localDate: null,
    timeZone,
    elapsedS: 0,
    timerS: null,
    distanceM: null,
    elevationGainM: null,
    averageHeartRateBpm: null,
    maxHeartRateBpm: null,
    calories: null,
    gearName: null,
    device: "Demo watch",
    track: null,
    laps: [],
    warnings: [],
  };
}
