import { listBestEfforts } from "@/db/best-efforts";
import { type Actor, asUser } from "@/db/client";
import { listMaybeSame } from "@/db/maybe-same";
import { getRunEvenDeleted, neighbours } from "@/db/runs";
import { listShoeNames } from "@/db/shoes";
import { bestTrack, listSources } from "@/db/source-list";
import { calendarStateOf } from "@/db/synced-runs";
import { heartRateZonesOn } from "@/db/thresholds";
import type { PowerSummary } from "@/domain/summary";

/** All that the page of a run shows, in one transaction. @throws Failure "not_found" */
export function loadRun(actor: Actor, id: string) {
  return asUser(actor, async (tx) => {
    const run = await getRunEvenDeleted(tx, id);
    return {
      run,
      beside: await neighbours(tx, run),
      sources: await listSources(tx, { runId: id }),
      maybe: run.deletedAt ? [] : await listMaybeSame(tx, { noun: "run", id, startAt: run.startAt }),
      best: await bestTrack(tx, { runId: id }),
      efforts: await listBestEfforts(tx, id),
      calendar: await calendarStateOf(tx, run),
      zones: await heartRateZonesOn(tx, run.localDate),
      shoes: new Map((await listShoeNames(tx)).map((shoe) => [shoe.id, shoe.name])),
    };
  });
}

export type LoadedRun = Awaited<ReturnType<typeof loadRun>>;

/** The power of a run, of the source whose track stands for it where that has any; null where none measured it. */
export function powerOfRun({ sources }: LoadedRun): PowerSummary | null {
  return sources.find(({ facts }) => facts.summary?.power)?.facts.summary?.power ?? null;
}
