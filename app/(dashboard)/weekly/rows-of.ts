import type { DigestArea } from "@/domain/digests";

type Days = { from: string; to: string };

/** Where the rows of an area's days are. */
export const ROWS_OF: Record<DigestArea, (days: Days) => string> = {
  runs: ({ from, to }) => `/runs?from=${from}&to=${to}`,
  rides: ({ from, to }) => `/rides?from=${from}&to=${to}`,
  strength: ({ from, to }) => `/strength?from=${from}&to=${to}`,
  coding: ({ from, to }) => `/coding?from=${from}&to=${to}`,
  planning: () => "/tasks?view=done",
  mood: ({ from, to }) => `/reflections?from=${from}&to=${to}`,
};
