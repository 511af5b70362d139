import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { undeleteTaskSpec } from "@/app/api/_spec/tasks";
import { undeleteTask } from "@/db/task-edits";
import { hasTask } from "@/db/tasks";
import { taskResource } from "@/domain/tasks";

export const POST = route(
  undeleteTaskSpec,
  async ({ tx, params, body }) => ({ body: taskResource(await undeleteTask(tx, params.id, body.version)) }),
  { find: (tx, { id = "" }) => hasTask(tx, id, true), what: "task" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
