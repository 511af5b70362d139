import { projectTrack } from "@/components/map/project";
import type { Way } from "@/db/source-list";

/** As many points as a drawing of a few centimetres can show. */
const POINTS = 160;

/** The shape of a way for TrackShape; null without positions. */
export function shapeOf(way: Way | null): number[] | null {
  if (!way) return null;
  const { lat, lng } = way;
  const step = Math.max(1, Math.floor(lat.length / POINTS));
  const places: [number, number][] = [];
  for (let i = 0; i < lat.length; i += step) {
    const place: [number, number] = [lat[i] ?? Number.NaN, lng[i] ?? Number.NaN];
    if (!Number.isNaN(place[0] + place[1])) places.push(place);
  }
  return places.length > 1 ? projectTrack(places).points : null;
}
