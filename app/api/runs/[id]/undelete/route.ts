import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { undeleteRunSpec } from "@/app/api/_spec/runs";
import { undeleteRun } from "@/db/run-edits";
import { hasRun } from "@/db/runs";
import { runResource } from "@/domain/runs";

export const POST = route(
  undeleteRunSpec,
  async ({ tx, params, body }) => ({ body: runResource(await undeleteRun(tx, params.id, body)) }),
  { find: (tx, { id = "" }) => hasRun(tx, id, true), what: "run" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
