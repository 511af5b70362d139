import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { restoreTaskSpec } from "@/app/api/_spec/tasks";
import { restoreTask } from "@/db/task-versions";
import { hasTask } from "@/db/tasks";
import { momentIn } from "@/domain/moments";
import { taskResource } from "@/domain/tasks";

export const POST = route(
  restoreTaskSpec,
  async ({ tx, visitor, params, body }) => {
    const wish = { reason: body.reason, expected: body.version };
    const at = momentIn(new Date(), visitor.timeZone);
    return { body: taskResource(await restoreTask(tx, params.id, params.version, at, wish)) };
  },
  { find: (tx, { id = "" }) => hasTask(tx, id, true), what: "version of this task" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
