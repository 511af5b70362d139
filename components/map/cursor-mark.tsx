"use client";
import { useCursor } from "../charts/cursor";
import { place, type View } from "./view";

/** The place of the sample that the charts' cursor stands on. A component of its own, so that only it follows the cursor. */
export function CursorMark({ group, points, view }: { group: string; points: readonly (number | null)[]; view: View }) {
  const index = useCursor(group);
  const x = index === null ? undefined : points[index * 2];
  const y = index === null ? undefined : points[index * 2 + 1];
  if (typeof x !== "number" || typeof y !== "number") return null;
  const { left, top } = place(view, x, y);
  return <span className="map-cursor" style={{ left: `${left}%`, top: `${top}%` }} />;
}
