import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { useSourceSpec } from "@/app/api/_spec/runs";
import { releaseRunFields } from "@/db/released-fields";
import { hasRun } from "@/db/runs";
import { runResource } from "@/domain/runs";

export const POST = route(
  useSourceSpec,
  async ({ tx, params, body }) => ({ body: runResource(await releaseRunFields(tx, params.id, body.fields, body)) }),
  { find: (tx, { id = "" }) => hasRun(tx, id), what: "run" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
