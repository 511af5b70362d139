import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { deleteRunSpec, editRunSpec, getRunSpec } from "@/app/api/_spec/runs";
import { deleteRun, editRun } from "@/db/run-edits";
import { getRun, hasRun } from "@/db/runs";
import { listSources } from "@/db/source-list";
import { calendarStateOf } from "@/db/synced-runs";
import { runResource } from "@/domain/runs";

const there = { find: (tx: Parameters<typeof hasRun>[0], { id = "" }) => hasRun(tx, id), what: "run" };

export const GET = route(
  getRunSpec,
  async ({ tx, params }) => {
    const run = await getRun(tx, params.id);
    const sources = (await listSources(tx, { runId: run.id })).map(({ id, source, facts, trackPoints }) => ({
      id,
      source,
      format: facts.format,
      startAt: facts.startAt,
      distance: facts.distanceM,
      trackPoints,
    }));
    return { body: { ...runResource(run), sources, calendar: await calendarStateOf(tx, run) } };
  },
  { what: "run" },
);

export const PATCH = route(
  editRunSpec,
  async ({ tx, params, body: { changes, ...wish } }) => {
    return { body: runResource(await editRun(tx, params.id, changes, { ...wish, now: new Date() })) };
  },
  there,
);

export const DELETE = route(
  deleteRunSpec,
  async ({ tx, params, query }) => {
    await deleteRun(tx, params.id, query);
    return {};
  },
  there,
);

export const { POST, PUT } = refused("GET", "PATCH", "DELETE");
