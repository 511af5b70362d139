import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { createRunSpec, listRunsSpec } from "@/app/api/_spec/runs";
import { sumRuns } from "@/db/run-charts";
import { createRun } from "@/db/run-edits";
import { listRunRows } from "@/db/run-list";
import { runResource } from "@/domain/runs";
import { runsCsv } from "./csv";

export const GET = route(listRunsSpec, async ({ tx, actor, query }) => {
  if (query.format === "csv") return runsCsv(actor, query);
  const { rows, next } = await listRunRows(tx, query);
  const { runs } = await sumRuns(tx, query);
  return { body: { items: rows.map(runResource), page: { limit: query.limit, next, total: runs } } };
});

export const POST = route(createRunSpec, async ({ tx, visitor, body }) => {
  const run = await createRun(tx, { ...body, timeZone: body.timeZone ?? visitor.timeZone }, new Date());
  return { body: runResource(run), id: run.id, headers: { location: `/api/runs/${run.id}` } };
});

export const { PUT, PATCH, DELETE } = refused("GET", "POST");
