import type { Random } from "@/e2e/simulators/random";

/** How activities of a sport look: where, how long, how fast, and which keys Strava sends for them. */
export type Sport = {
  sport: string;
  /** What the old field `type` says of it. */
  type: string;
  name: string;
  place: "outside" | "indoors" | "pool" | "virtual";
  /** Metres per second; none without a distance. */
  speed?: [number, number];
  minutes: [number, number];
  family: "run" | "ride" | "other";
};

const sports: [share: number, sport: Sport][] = [
  [520, sport("Run", "Run", "Morning Run", "outside", "run", [20, 95], [2.5, 4.2])],
  [30, sport("Run", "Run", "Treadmill Run", "indoors", "run", [20, 60], [2.4, 3.6])],
  [45, sport("TrailRun", "Run", "Trail Run", "outside", "run", [40, 180], [1.8, 3])],
  [20, sport("VirtualRun", "VirtualRun", "Virtual Run", "virtual", "run", [20, 50], [2.5, 3.8])],
  [140, sport("Ride", "Ride", "Afternoon Ride", "outside", "ride", [35, 240], [5.5, 9.5])],
  [15, sport("GravelRide", "Ride", "Gravel Ride", "outside", "ride", [50, 200], [4.8, 7.5])],
  [10, sport("MountainBikeRide", "Ride", "Singletrack", "outside", "ride", [40, 150], [3, 6])],
  [10, sport("EBikeRide", "EBikeRide", "To work and back", "outside", "ride", [15, 60], [5, 7])],
  [55, sport("VirtualRide", "VirtualRide", "Zwift - Watopia", "virtual", "ride", [30, 90], [7, 11])],
  [80, sport("Swim", "Swim", "Lunch Swim", "pool", "other", [20, 60], [0.6, 1.3])],
  [40, sport("WeightTraining", "WeightTraining", "Weights", "indoors", "other", [25, 80])],
  [12, sport("Hike", "Hike", "Hike", "outside", "other", [60, 400], [0.8, 1.5])],
  [8, sport("Walk", "Walk", "Evening Walk", "outside", "other", [15, 90], [1, 1.7])],
  [6, sport("AlpineSki", "AlpineSki", "Ski", "outside", "other", [90, 360], [2, 6])],
  [3, sport("Yoga", "Yoga", "Yoga", "indoors", "other", [20, 75])],
  [3, sport("Rowing", "Rowing", "Rowing", "indoors", "other", [10, 45], [2.8, 4.2])],
  // Kinds of sport appear without notice; what reads them must let them pass.
  [2, sport("Padel", "Workout", "Padel", "indoors", "other", [45, 100])],
  [1, sport("Cricket", "Workout", "Cricket 🏏", "outside", "other", [60, 300], [0.4, 0.9])],
];

function sport(
  name: string,
  type: string,
  title: string,
  place: Sport["place"],
  family: Sport["family"],
  minutes: [number, number],
  speed?: [number, number],
): Sport {
  return { sport: name, type, name: title, place, family, minutes, speed };
}

const total = sports.reduce((sum, [share]) => sum + share, 0);

/** A sport, as often as its share of a training year. */
export function pickSport(random: Random): Sport {
  let left = random.next() * total;
  for (const [share, one] of sports) {
    left -= share;
    if (left < 0) return one;
  }
  return sport("Run", "Run", "Run", "outside", "run", [20, 95], [2.5, 4.2]);
}
