import { find } from "geo-tz";

/**
 * The IANA zone of a place, from the boundaries of zones as they were since 1970 (OpenStreetMap's, through geo-tz). On the high seas
 * it is the nautical zone (`Etc/GMT+3`).
 * @param lat degrees, -90 to 90 · @param lng degrees, -180 to 180
 * @returns null where the position is none
 */
export function zoneOfPosition(lat: number, lng: number): string | null {
  if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) return null;
  return find(lat, lng)[0] ?? null;
}
