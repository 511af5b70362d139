import type { Activity } from "@/db/activity";
import { isLocalDate } from "@/domain/time-zones";
import { formatDate } from "@/domain/units";

/** Nouns of the timeline: what they are called, their area, and where one of them is. */
export const NOUNS: Record<string, { one: string; many: string; area?: string; href?: (id: string) => string }> = {
  tasks: { one: "task", many: "tasks", area: "planning", href: (id) => `/tasks/${id}` },
  goals: { one: "goal", many: "goals", area: "planning", href: (id) => `/goals/${id}` },
  habits: { one: "habit", many: "habits", area: "planning", href: (id) => `/habits/${id}` },
  reflections: { one: "reflection", many: "reflections", area: "mood" },
  snapshots: { one: "snapshot", many: "snapshots", href: (id) => `/snapshots/${id}` },
  runs: { one: "run", many: "runs", area: "runs", href: (id) => `/runs/${encodeURIComponent(id)}` },
  workouts: { one: "ride", many: "rides", area: "rides", href: (id) => `/rides/${encodeURIComponent(id)}` },
  strength_workouts: { one: "session", many: "sessions", area: "strength", href: (id) => `/strength/${encodeURIComponent(id)}` },
  shoes: { one: "shoe", many: "shoes", area: "runs", href: (id) => `/shoes/${encodeURIComponent(id)}` },
  imports: { one: "import", many: "imports", href: (id) => `/import/${id}` },
  syncs: { one: "sync", many: "syncs", href: () => "/settings/connections/health" },
};

const VERBS: Record<string, string> = {
  create: "made",
  update: "changed",
  complete: "done",
  reopen: "open again",
  cancel: "cancelled",
  delete: "deleted",
  undelete: "brought back",
  restore: "restored",
  undo: "undone",
  due: "given another day",
  postpone: "put off",
  priority: "given another priority",
  link: "linked",
  unlink: "unlinked",
  log: "ticked",
  skip: "skipped",
  unlog: "unticked",
  done: "finished",
  edit: "edited",
  original: "added",
  sync: "synced",
  merge: "merged",
  split: "split",
  retire: "retired",
  unretire: "in use again",
};

/** A line of the timeline in words: what, what became of it, and where it is. */
export function lineOf(
  { kind, subjectId, title, data }: Pick<Activity, "kind" | "subjectId" | "title" | "data">,
  locale: string,
) {
  const [noun = "", verb = ""] = kind.split(".");
  const known = Object.hasOwn(NOUNS, noun) ? NOUNS[noun] : undefined;
  const count = Number(data?.["count"] ?? 1);
  // What was written of a day is called by its day, and that is also where it is.
  const day = noun === "reflections" && title !== null && isLocalDate(title) ? title : null;
  const name = day ? formatDate(day, locale) : title;
  const what = count > 1 ? `${count} ${known?.many ?? noun}` : name || (known?.one ?? noun);
  const place = day ? `/reflections/${day}` : subjectId ? known?.href?.(subjectId) : undefined;
  const href = count <= 1 && verb !== "delete" ? place : undefined;
  return { what, verb: VERBS[verb] ?? verb, noun: known?.one ?? noun, area: known?.area, href };
}
