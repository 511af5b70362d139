import { type Actor, readAtOnce } from "@/db/client";
import { countHeartbeatsIn } from "@/db/coding-arrivals";
import { codingTotals, listCodingDays } from "@/db/coding-reads";
import { codingSettings } from "@/db/coding-settings";
import { codingDurations, codingEntities, stretchOf } from "@/db/coding-timeline";
import type { CodingView } from "../../coding-state";
import { LISTED } from "../../dimension-words";
import { workTime } from "../../load-coding";

/** All that the page of a day shows, in one trip. */
export function loadDay(actor: Actor, date: string, view: CodingView, timeZone: string) {
  const day = { from: date, to: date };
  const stretch = stretchOf(day, timeZone);
  return readAtOnce(actor, async (tx) => {
    const [settings, totals, work, sources, blocks, entities, heartbeats] = await Promise.all([
      codingSettings(tx),
      codingTotals(tx, { ...day, dimensions: [...LISTED, "branch", "agent"] }),
      workTime(tx, day, {}),
      listCodingDays(tx, day),
      codingDurations(tx, { ...stretch, sliceBy: view }),
      codingEntities(tx, { ...stretch, most: 50 }),
      countHeartbeatsIn(tx, stretch),
    ]);
    return { settings, totals, work, sources, blocks, entities, heartbeats };
  });
}

export type LoadedDay = Awaited<ReturnType<typeof loadDay>>;
