import type { TaskFilter, TaskSort } from "@/domain/task-filter";
import { TITLE_LENGTH } from "@/domain/tasks";
import type { UserId } from "@/domain/users";
import type { Tx } from "./client";
import { Conditions, containing } from "./conditions";
import { byInstant, byPlainNumber, byText, type Direction, type Order, paged, pageOf } from "./ordering";
import type { Page } from "./run-list";
import { TASK_COLUMNS, type TaskRow } from "./task-rows";

type Which = Partial<TaskFilter>;

const OPEN = "t.status in ('todo', 'doing')";

/** The tasks that a filter means, as conditions on `app.tasks t`. What is overdue, due today and upcoming is open. */
function taskConditions(userId: UserId, filter: Which, today: string): Conditions {
  const conditions = new Conditions(userId, "t")
    .and(filter.deleted ? "t.deleted_at is not null" : "t.deleted_at is null")
    .with(filter.from, (day) => `t.due_date >= ${day}::date`)
    .with(filter.to, (day) => `t.due_date <= ${day}::date`)
    .with(filter.completedFrom, (day) => `t.completed_on >= ${day}::date`)
    .with(filter.completedTo, (day) => `t.completed_on <= ${day}::date`)
    .with(filter.createdFrom, (day) => `t.created_on >= ${day}::date`)
    .with(filter.createdTo, (day) => `t.created_on <= ${day}::date`)
    .with(filter.priority, (priority) => `t.priority = ${priority}::smallint`);
  if (filter.status === "open") conditions.and(OPEN);
  else conditions.with(filter.status, (status) => `t.status = ${status}`);
  // Only what is done has such a day; saying so lets the index of done tasks serve.
  if (filter.completedFrom || filter.completedTo) conditions.and("t.status = 'done'");
  if (filter.due === "overdue") conditions.and(OPEN).with(today, (day) => `t.due_date < ${day}::date`);
  if (filter.due === "today") conditions.and(OPEN).with(today, (day) => `t.due_date = ${day}::date`);
  if (filter.due === "upcoming") conditions.and(OPEN).with(today, (day) => `t.due_date > ${day}::date`);
  if (filter.due === "none") conditions.and("t.due_date is null");
  if (filter.repeats !== undefined) conditions.and(`t.repeat is ${filter.repeats ? "not " : ""}null`);
  const links = "from app.goals_tasks l where l.user_id = t.user_id and l.task_id = t.id";
  if (filter.goal === "none") conditions.and(`not exists (select ${links})`);
  else conditions.with(filter.goal, (goal) => `exists (select ${links} and l.goal_id = ${goal}::uuid)`);
  // Lower case on both sides, the pattern's once: ILIKE would do both for every row.
  if (filter.q)
    conditions.with(containing(filter.q.toLowerCase()), (text) => `(lower(t.title) like ${text} or lower(t.notes) like ${text})`);
  return conditions;
}

/** Positions are milliseconds since 1970, or between such: as a part of a number they break ties without telling of anything else. */
const FINE = "t.position / 1e14";

/** What of a task its place in an order follows from: the rows that are sorted carry nothing else. */
const ORDERED_BY: Record<TaskSort, string> = {
  createdAt: "t.created_at",
  completedAt: "t.completed_at",
  title: "t.title",
  position: "t.position",
  dueDate: "t.due_date, t.priority, t.position",
  priority: "t.priority, t.position",
};

function taskOrder(sort: TaskSort, direction: Direction): Order {
  if (sort === "createdAt") return byInstant("t.created_at");
  if (sort === "completedAt")
    return byInstant(`coalesce(t.completed_at, timestamptz '${direction === "asc" ? "9999-12-31Z" : "0001-01-01Z"}')`);
  if (sort === "title") return byText(`lower(t.title) collate "C"`, TITLE_LENGTH);
  // Of one day the most urgent comes first, then the person's own order.
  const never = direction === "asc" ? "9999-12-31" : "1900-01-01";
  const value = {
    position: "t.position",
    dueDate: `(coalesce(t.due_date, date '${never}') - date '1970-01-01') * 4 + 3 - t.priority + ${FINE}`,
    priority: direction === "asc" ? `t.priority + ${FINE}` : `t.priority - ${FINE}`,
  }[sort];
  return byPlainNumber(sort === "position" ? value : `(${value})`);
}

/** One page of the tasks a filter means; `today` in the person's zone. @throws Failure "invalid" for a cursor of another list */
export async function listTasks(tx: Tx, filter: TaskFilter, today: string): Promise<Page<TaskRow>> {
  const order = taskOrder(filter.sort, filter.order);
  const conditions = taskConditions(tx.userId, filter, today);
  const rest = paged(conditions, order, filter, "t.id", "uuid");
  // What is shown of a task is fetched for the page only.
  const rows = await tx.query<TaskRow & { cursorValue: string | number }>(
    `select ${TASK_COLUMNS}, k.value as "cursorValue"
      from (select t.id, ${order.kept} as value, row_number() over () as place from (select t.id, ${ORDERED_BY[filter.sort]} from app.tasks t ${rest}) t) k
      join app.tasks t on t.user_id = $1 and t.id = k.id order by k.place`,
    conditions.values,
  );
  return pageOf<TaskRow>(rows, filter);
}

/** How many tasks a filter means. */
export async function countTasks(tx: Tx, filter: Which, today: string): Promise<number> {
  const { where, values } = taskConditions(tx.userId, filter, today);
  const [row] = await tx.query<{ n: number }>(`select count(*) as n from app.tasks t where ${where}`, values);
  return row?.n ?? 0;
}

/** How many tasks there are of each kind that a page has a tab for; done today, in the person's zone. */
export type TaskCounts = { open: number; overdue: number; today: number; upcoming: number; undated: number; doneToday: number };

/** Counts the open tasks and those that were done today. */
export async function countTaskKinds(tx: Tx, today: string): Promise<TaskCounts> {
  const [row] = await tx.query<TaskCounts>(
    `select count(*) as open, count(*) filter (where t.due_date < $2::date) as overdue, count(*) filter (where t.due_date = $2::date) as today,
        count(*) filter (where t.due_date > $2::date) as upcoming, count(*) filter (where t.due_date is null) as undated,
        (select count(*) from app.tasks d where d.user_id = $1 and d.status = 'done' and d.deleted_at is null and d.completed_on = $2::date) as "doneToday"
      from app.tasks t where t.user_id = $1 and t.deleted_at is null and ${OPEN}`,
    [tx.userId, today],
  );
  return row ?? { open: 0, overdue: 0, today: 0, upcoming: 0, undated: 0, doneToday: 0 };
}
