import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { restoreRunSpec } from "@/app/api/_spec/runs";
import { restoreRun } from "@/db/run-versions";
import { hasRun } from "@/db/runs";
import { runResource } from "@/domain/runs";

export const POST = route(
  restoreRunSpec,
  async ({ tx, params, body }) => {
    const wish = { reason: body.reason, expected: body.version };
    return { body: runResource(await restoreRun(tx, params.id, params.version, wish)) };
  },
  { find: (tx, { id = "" }) => hasRun(tx, id, true), what: "version of this run" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
