import type { Activity } from "@/db/activity-rows";
import type { Tx } from "@/db/client";
import { getRun } from "@/db/runs";
import { getWorkout } from "@/db/workouts";

/** The page of an activity. */
export function hrefOf({ noun, id }: Activity): string {
  return `/${noun === "run" ? "runs" : "rides"}/${encodeURIComponent(id)}`;
}

/** Where to look after something was split off `from`: at what was split off, which says so and offers the way back. */
export async function splitOff(tx: Tx, from: Activity, parts: readonly Activity[]): Promise<{ id: string; href: string }> {
  const other = parts.find((part) => part.id !== from.id || part.noun !== from.noun);
  if (!other) return { id: from.id, href: hrefOf(from) };
  const { version } = other.noun === "run" ? await getRun(tx, other.id) : await getWorkout(tx, other.id);
  const said = new URLSearchParams({ done: String(version), noun: from.noun, split: from.id });
  return { id: from.id, href: `${hrefOf(other)}?${said}` };
}
