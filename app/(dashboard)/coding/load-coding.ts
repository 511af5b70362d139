import { type Actor, readAtOnce, type Tx } from "@/db/client";
import type { CodingFilter } from "@/db/coding-filter";
import { codingByDay, codingTotals, listCodingDays } from "@/db/coding-reads";
import { codingSettings } from "@/db/coding-settings";
import { codingBySpan } from "@/db/coding-spans";
import { codingDependencies, codingDurations, codingEntities, codingRhythm, stretchOf } from "@/db/coding-timeline";
import { addDays } from "@/domain/time-zones";
import type { CodingState } from "./coding-state";
import { LISTED } from "./dimension-words";
import { FIRST_DAY } from "./ranges";
import { rhythmDays } from "./rhythm";

/** Time by hand and by AI agents, in microseconds; a source that tells of no agents may tell it by the category. */
export type WorkTime = { hand: number; agent: number };

/** The time of a range by hand and by agents, whichever of them the page is filtered by. */
export async function workTime(tx: Tx, days: { from: string; to: string }, filter: CodingFilter): Promise<WorkTime> {
  const of = (agent: "hand" | "agent") => codingTotals(tx, { ...days, filter: { ...filter, agent }, dimensions: [] });
  const [hand, agent] = await Promise.all([of("hand"), of("agent")]);
  return { hand: hand.totalUs, agent: agent.totalUs };
}

type Given = { state: CodingState; today: string; timeZone: string; files?: boolean };

/**
 * All that a page about a range shows, in one trip. `days` are all days there are, because streaks, years and comparisons reach far;
 * `files` and what they import are those of the last half year of the range, as the rhythm is.
 */
export function loadCoding(actor: Actor, { state, today, timeZone, files = false }: Given) {
  const { from, to, filter, view, by } = state;
  const single = from === to;
  const recent = rhythmDays(state);
  const stretch = stretchOf(recent, timeZone);
  return readAtOnce(actor, async (tx) => {
    const [settings, days, totals, work, parts, rhythm, sources, blocks, entities, dependencies] = await Promise.all([
      codingSettings(tx),
      // Clocks of editors may be a little ahead.
      codingByDay(tx, { from: FIRST_DAY, to: addDays(today, 1), filter, dimensions: [] }),
      codingTotals(tx, { from, to, filter, dimensions: [...LISTED, "branch", "agent"] }),
      workTime(tx, { from, to }, filter),
      single ? [] : codingBySpan(tx, { from, to, filter, dimension: view, span: by }),
      single ? [] : codingRhythm(tx, { ...recent, timeZone, filter }),
      listCodingDays(tx, { from, to }),
      single ? codingDurations(tx, { ...stretch, sliceBy: view, filter }) : [],
      files ? codingEntities(tx, { ...stretch, filter, most: 25 }) : [],
      files ? codingDependencies(tx, { ...stretch, filter, most: 16 }) : [],
    ]);
    return { settings, days, totals, work, parts, rhythm, sources, blocks, entities, dependencies };
  });
}

export type LoadedCoding = Awaited<ReturnType<typeof loadCoding>>;
