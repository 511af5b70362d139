import { route } from "@/app/_auth/route";
import { wholeList } from "@/app/api/_spec/history";
import { refused } from "@/app/api/_spec/refused";
import { listTaskVersionsSpec } from "@/app/api/_spec/tasks";
import { listTaskVersions } from "@/db/task-versions";
import { taskResource } from "@/domain/tasks";

export const GET = route(
  listTaskVersionsSpec,
  async ({ tx, params }) => {
    const versions = await listTaskVersions(tx, params.id);
    return { body: wholeList(versions.map((version) => ({ ...version, task: taskResource(version.task) }))) };
  },
  { what: "task" },
);

export const { POST, PUT, PATCH, DELETE } = refused("GET");
