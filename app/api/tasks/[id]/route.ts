import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { deleteTaskSpec, getTaskSpec, updateTaskSpec } from "@/app/api/_spec/tasks";
import type { Tx } from "@/db/client";
import { deleteTask, updateTask } from "@/db/task-edits";
import { getTask, hasTask } from "@/db/tasks";
import { momentIn } from "@/domain/moments";
import { taskResource } from "@/domain/tasks";

const there = { find: (tx: Tx, { id = "" }: Record<string, string>) => hasTask(tx, id), what: "task" };

export const GET = route(getTaskSpec, async ({ tx, params }) => ({ body: taskResource(await getTask(tx, params.id)) }), there);

export const PATCH = route(
  updateTaskSpec,
  async ({ tx, visitor, params, body: { version, ...changes } }) => {
    const { task } = await updateTask(tx, params.id, changes, momentIn(new Date(), visitor.timeZone), version);
    return { body: taskResource(task) };
  },
  there,
);

export const DELETE = route(
  deleteTaskSpec,
  async ({ tx, params, query }) => {
    await deleteTask(tx, params.id, query.version);
    return {};
  },
  there,
);

export const { POST, PUT } = refused("GET", "PATCH", "DELETE");
