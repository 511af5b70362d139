import { type UrlState, urlState } from "@/components/table/url";
import { readTaskFilter, type TaskFilter } from "@/domain/task-filter";

export type SearchParams = Record<string, string | string[] | undefined>;

/** The lists of tasks that have a name. */
export const VIEWS = [
  { key: "open", label: "Open" },
  { key: "today", label: "Today" },
  { key: "upcoming", label: "Upcoming" },
  { key: "undated", label: "No date" },
  { key: "own", label: "My order" },
  { key: "done", label: "Done" },
  { key: "all", label: "All" },
] as const;
export type TaskView = (typeof VIEWS)[number]["key"];

const FILTERS: Record<TaskView, Partial<TaskFilter>> = {
  open: { status: "open", sort: "dueDate" },
  today: { status: "open", sort: "dueDate" },
  upcoming: { due: "upcoming", status: "open", sort: "dueDate" },
  undated: { due: "none", status: "open", sort: "position" },
  own: { status: "open", sort: "position" },
  done: { status: "done", sort: "completedAt", order: "desc" },
  all: { sort: "createdAt", order: "desc" },
};

export type TasksState = { url: UrlState; view: TaskView; filter: TaskFilter };

function viewOf({ status, due, from, to, completedFrom, completedTo, createdFrom, createdTo }: TaskFilter): TaskView {
  if (status === "done" || completedFrom || completedTo) return "done";
  if (due === "overdue" || due === "today") return "open";
  if (due) return due === "none" ? "undated" : "upcoming";
  const all = [status === "open" ? undefined : status, from, to, createdFrom, createdTo];
  return all.some((one) => one !== undefined) ? "all" : "open";
}

/** So many tasks stand on a page. */
const SHOWN = 200;

/** The Tasks page as its address says. What makes no sense is left out, so that an old bookmark still opens. */
export function readTasksState(searchParams: SearchParams, today: string): TasksState {
  const { view: asked, ...rest } = searchParams;
  const given = readTaskFilter(rest);
  const named = VIEWS.find(({ key }) => key === asked)?.key;
  // Links of other pages say what they mean by filter alone: done tasks of a week, tasks of a goal.
  const view = named ?? viewOf(given);
  const own = FILTERS[view];
  const until = view === "today" ? { to: today } : {};
  const sort = rest["sort"] ? {} : { sort: own.sort ?? given.sort, order: own.order ?? given.order };
  const status = named === undefined && given.status ? {} : own.status ? { status: own.status } : {};
  const filter: TaskFilter = { ...given, ...until, ...sort, ...status, ...(own.due ? { due: own.due } : {}), limit: SHOWN };
  return { url: urlState("/tasks", searchParams), view, filter };
}
