import type { SplitActivity } from "@/db/split-activities";

/** What is said after a source was split off `id`, and where to look at it. */
export function splitOff(id: string, parts: readonly SplitActivity[]) {
  const other = parts.find((part) => part.id !== id);
  const href = other ? `/${other.noun === "run" ? "runs" : "rides"}/${encodeURIComponent(other.id)}` : undefined;
  return { message: "Split off. This is the activity of its own.", id, href };
}
