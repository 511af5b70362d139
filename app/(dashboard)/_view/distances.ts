/** Race distances by the names people know, by metres. */
const NAMES: Record<number, string> = {
  400: "400 m",
  804.672: "½ mile",
  1000: "1 km",
  1609.344: "1 mile",
  3218.688: "2 miles",
  5000: "5 km",
  10000: "10 km",
  15000: "15 km",
  16093.44: "10 miles",
  20000: "20 km",
  21097.5: "Half marathon",
  30000: "30 km",
  42195: "Marathon",
};

/** "Half marathon" for 21,097.5 m; metres where the distance has no name. */
export function distanceName(metres: number): string {
  return NAMES[metres] ?? `${Math.round(metres)} m`;
}

/** Where the history of the best over a distance stands. */
export function recordsHref(metres: number): string {
  return `/runs/records?distance=${metres}#history`;
}
