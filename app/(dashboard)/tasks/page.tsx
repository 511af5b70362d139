import type { Metadata } from "next";
import { PlanningTabs } from "@/components/planning/planning-tabs";
import { TaskList } from "@/components/planning/task-list";
import { type FilterChip, Filters } from "@/components/table/filters";
import { Pager } from "@/components/table/pager";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { Segmented } from "@/components/ui/tabs";
import { Flash } from "@/components/ui/toast";
import { readAtOnce } from "@/db/client";
import { listGoalNames } from "@/db/goals";
import { countTaskKinds, countTasks, listTasks } from "@/db/task-list";
import { localDate } from "@/domain/time-zones";
import { formatDate } from "@/domain/units";
import { requireUser } from "../../_auth/visitor";
import { formatOf } from "../_view/visitor-format";
import { counted } from "../_view/words";
import { act, move, undelete, undo } from "./actions";
import { AddTask } from "./add-task";
import { readTasksState, type SearchParams, type TasksState, VIEWS } from "./list-state";
import { taskLines } from "./task-lines";

export const metadata: Metadata = { title: "Tasks" };

/** What there is to do: one line adds a task, a tick ends it. */
export default async function TasksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const { removed, ...params } = await searchParams;
  const today = localDate(new Date(), visitor.timeZone);
  const state = readTasksState(params, today);
  const { url, view, filter } = state;
  const [{ rows }, counts, total, names] = await readAtOnce(actor, (tx) =>
    Promise.all([listTasks(tx, filter, today), countTaskKinds(tx, today), countTasks(tx, filter, today), listGoalNames(tx)]),
  );
  const format = formatOf(visitor);
  const goals = new Map(names.map(({ id, title }) => [id, title]));
  const lines = taskLines(rows, { view, today, locale: format.locale, goals });
  return (
    <>
      {typeof removed === "string" ? <Flash message="Task deleted." undo={undelete} fields={{ id: removed }} /> : null}
      <PageHead
        title="Tasks"
        area="planning"
        range={
          <>
            <a href="/tasks">{counted(counts.open, "open task", format)}</a>,{" "}
            <a href="/tasks?due=today">{counts.today} for today</a>
            {counts.overdue > 0 ? (
              <>
                , <a href="/tasks?due=overdue">{counts.overdue} overdue</a>
              </>
            ) : null}
            , <a href={`/tasks?completedFrom=${today}&completedTo=${today}`}>{counts.doneToday} done today</a>
          </>
        }
        tabs={<PlanningTabs current="/tasks" />}
      />
      <AddTask today={today} visitor={visitor} goals={names} />
      <div className="tasks-tools">
        <Segmented
          label="Lists"
          items={VIEWS.map(({ key, label }) => ({
            href: `/tasks?view=${key}`,
            label,
            current: view === key,
          }))}
        />
        <Filters
          url={url}
          label="Filter tasks"
          search={{ name: "q", label: "Search tasks and notes", value: filter.q }}
          fields={fields(state, names)}
          shown={chips(state, goals, format.locale)}
        />
      </div>
      {lines.length === 0 ? (
        <Nothing searching={chips(state, goals, format.locale).length > 0} />
      ) : (
        <TaskList
          label="Tasks"
          lines={lines}
          act={act}
          undo={undo}
          move={view === "own" || view === "undated" ? move : undefined}
        />
      )}
      {total > filter.limit ? (
        <Pager
          url={url}
          page={filter.page ?? 1}
          pages={Math.ceil(total / filter.limit)}
          total={counted(total, "task", format)}
          size={filter.limit}
          sizes={[filter.limit]}
        />
      ) : null}
      <p className="mt-4 text-12 text-soft">
        <span className="max-sm:hidden">
          Keys on a task: x done, Space choose, e open, 0–3 priority, t today, p tomorrow, Delete, j and k move
          {view === "own" || view === "undated" ? ", Alt with arrows puts it elsewhere" : ""}.{" "}
        </span>
        <a href="/tasks/deleted">Deleted tasks</a>
      </p>
    </>
  );
}

function Nothing({ searching }: { searching: boolean }) {
  return searching ? (
    <Empty title="No task matches" icon="tick-box" action={<a href="/tasks">Show the open ones</a>} />
  ) : (
    <Empty title="Nothing to do here" icon="tick-box">
      <p>Write what there is to do in the line above: a day, “every weekday”, p1 to p3 and #goal are understood.</p>
    </Empty>
  );
}

function fields({ filter, view }: TasksState, names: readonly { id: string; title: string }[]) {
  return [
    { type: "date" as const, name: "from", label: "Due from", value: filter.from },
    { type: "date" as const, name: "to", label: "Due to", value: view === "today" ? undefined : filter.to },
    { type: "date" as const, name: "completedFrom", label: "Done from", value: filter.completedFrom },
    { type: "date" as const, name: "completedTo", label: "Done to", value: filter.completedTo },
    {
      type: "select" as const,
      name: "priority",
      label: "Priority",
      value: filter.priority === undefined ? undefined : String(filter.priority),
      options: ["None", "Low", "Medium", "High"].map((label, value) => ({ value: String(value), label })),
    },
    {
      type: "select" as const,
      name: "goal",
      label: "Goal",
      value: filter.goal,
      options: [{ value: "none", label: "No goal" }, ...names.map(({ id, title }) => ({ value: id, label: title }))],
    },
  ];
}

function chips({ filter, view }: TasksState, goals: ReadonlyMap<string, string>, locale: string): FilterChip[] {
  const shown: FilterChip[] = [];
  const { from, to, completedFrom, completedTo, createdFrom, createdTo, due, repeats, priority, goal, q } = filter;
  const days = (word: string, since: string | undefined, until: string | undefined) =>
    since === until && since
      ? `${word} ${formatDate(since, locale)}`
      : `${word}${since ? ` from ${formatDate(since, locale)}` : ""}${until ? ` to ${formatDate(until, locale)}` : ""}`;
  if (due === "overdue" || due === "today") shown.push({ label: due === "today" ? "Due today" : "Overdue", names: ["due"] });
  if (completedFrom || completedTo)
    shown.push({ label: days("Done", completedFrom, completedTo), names: ["completedFrom", "completedTo"] });
  if (createdFrom || createdTo)
    shown.push({ label: days("Written down", createdFrom, createdTo), names: ["createdFrom", "createdTo"] });
  if (repeats !== undefined) shown.push({ label: repeats ? "Repeats" : "Does not repeat", names: ["repeats"] });
  if (from) shown.push({ label: `Due from ${formatDate(from, locale)}`, names: ["from"] });
  if (to && view !== "today") shown.push({ label: `Due to ${formatDate(to, locale)}`, names: ["to"] });
  if (priority !== undefined)
    shown.push({ label: `Priority ${["none", "low", "medium", "high"][priority]}`, names: ["priority"] });
  if (goal) shown.push({ label: goal === "none" ? "No goal" : (goals.get(goal) ?? "A goal that is not there"), names: ["goal"] });
  if (q) shown.push({ label: `“${q}”`, names: ["q"] });
  return shown;
}
