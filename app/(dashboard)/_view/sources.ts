import type { RunType, Source } from "@/domain/runs";

/** Where things came from, as people call it. */
export const SOURCE_NAMES: Record<Source, string> = {
  strava: "Strava",
  mapmyfitness: "MapMyFitness",
  file: "File",
  manual: "Entered by hand",
  demo: "Demo data",
  hevy: "Hevy",
};

/** Types of runs in sentence case. */
export const TYPE_NAMES: Record<RunType, string> = { "Outdoor Run": "Outdoor run", "Treadmill Run": "Treadmill run" };
