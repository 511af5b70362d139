import type { Random } from "@/e2e/simulators/random";

/** A place to train: the zone with the label Strava gives it, and the middle of the tracks. */
export type Place = { label: string; zone: string; lat: number; lng: number };

/** The offset in a label is that of standard time, also in summer. */
const home: Place = { label: "(GMT-05:00) America/New_York", zone: "America/New_York", lat: 40.76, lng: -73.98 };
const away: [Place, ...Place[]] = [
  { label: "(GMT+01:00) Europe/Paris", zone: "Europe/Paris", lat: 48.86, lng: 2.34 },
  { label: "(GMT+00:00) Europe/London", zone: "Europe/London", lat: 51.5, lng: -0.17 },
  { label: "(GMT-07:00) America/Denver", zone: "America/Denver", lat: 39.74, lng: -105 },
  { label: "(GMT-03:00) America/Sao_Paulo", zone: "America/Sao_Paulo", lat: -23.58, lng: -46.66 },
  { label: "(GMT+05:30) Asia/Kolkata", zone: "Asia/Kolkata", lat: 12.97, lng: 77.59 },
  { label: "(GMT+12:00) Pacific/Auckland", zone: "Pacific/Auckland", lat: -36.85, lng: 174.76 },
];
/** Without a position Strava often names a zone of the same offset that nobody lives in. */
const odd: [Place, ...Place[]] = [
  { ...home, label: "(GMT-05:00) America/Atikokan", zone: "America/Atikokan" },
  { ...home, label: "(GMT-05:00) EST5EDT", zone: "EST5EDT" },
  { ...home, label: "(GMT-04:00) America/Anguilla", zone: "America/Anguilla" },
];

export function pickPlace(random: Random, indoors: boolean): Place {
  if (indoors && random.chance(0.3)) return random.pick(odd);
  return random.chance(0.88) ? home : random.pick(away);
}
