import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { mergeRunSpec } from "@/app/api/_spec/runs";
import { mergeRuns } from "@/db/merge-by-hand";
import { hasRun } from "@/db/runs";
import { runResource } from "@/domain/runs";

export const POST = route(
  mergeRunSpec,
  async ({ tx, params, body }) => ({ body: runResource(await mergeRuns(tx, params.id, body.with, body)) }),
  { find: (tx, { id = "" }) => hasRun(tx, id), what: "run" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
