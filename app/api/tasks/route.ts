import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { createTaskSpec, listTasksSpec } from "@/app/api/_spec/tasks";
import { createTask } from "@/db/task-edits";
import { countTasks, listTasks } from "@/db/task-list";
import { momentIn } from "@/domain/moments";
import { taskResource } from "@/domain/tasks";

export const GET = route(listTasksSpec, async ({ tx, visitor, query }) => {
  const { today } = momentIn(new Date(), visitor.timeZone);
  const [{ rows, next }, total] = [await listTasks(tx, query, today), await countTasks(tx, query, today)];
  return { body: { items: rows.map(taskResource), page: { limit: query.limit, next, total } } };
});

export const POST = route(createTaskSpec, async ({ tx, visitor, body }) => {
  const task = await createTask(tx, body, momentIn(new Date(), visitor.timeZone));
  return { body: taskResource(task), id: task.id, headers: { location: `/api/tasks/${task.id}` } };
});

export const { PUT, PATCH, DELETE } = refused("GET", "POST");
