import type { DigestArea } from "@/domain/digests";

type Days = { from: string; to: string };

const of = (path: string, { from, to }: Days) => `${path}?from=${from}&to=${to}`;
const AREAS: Record<Exclude<DigestArea, "planning">, string> = {
  runs: "/runs",
  rides: "/rides",
  strength: "/strength",
  coding: "/coding",
  mood: "/reflections",
};

/** Where the rows are that a figure of an area counts in these days. */
export function rowsOf(area: DigestArea, name: string, days: Days): string {
  if (area !== "planning") return of(AREAS[area], days);
  const { from, to } = days;
  if (name === "habitDays") return "/habits";
  if (name === "tasksMade") return `/tasks?view=all&createdFrom=${from}&createdTo=${to}`;
  return `/tasks?view=done&completedFrom=${from}&completedTo=${to}`;
}

/** Where the rows are of which the plan of a figure is made. */
export function plansOf(area: DigestArea, name: string, days: Days): string {
  if (area !== "planning") return "/goals";
  return name === "habitDays" ? "/habits" : of("/tasks", days);
}
