import { type Actor, readAtOnce } from "@/db/client";
import { codingByDay, codingTotals, listCodingDays } from "@/db/coding-reads";
import { codingSettings } from "@/db/coding-settings";
import { codingBySpan } from "@/db/coding-spans";
import { codingDurations, codingEntities, codingRhythm, stretchOf } from "@/db/coding-timeline";
import { addDays } from "@/domain/time-zones";
import type { CodingState } from "./coding-state";
import { LISTED } from "./dimension-words";
import { FIRST_DAY } from "./ranges";
import { rhythmDays } from "./rhythm";

type Given = { state: CodingState; today: string; timeZone: string; files?: boolean };

/**
 * All that a page about a range shows, in one trip. `days` are all days there are, because streaks, years and comparisons reach far;
 * `files` are those of the last half year of the range, as the rhythm is.
 */
export function loadCoding(actor: Actor, { state, today, timeZone, files = false }: Given) {
  const { from, to, filter, view, by } = state;
  const single = from === to;
  const recent = rhythmDays(state);
  const stretch = stretchOf(recent, timeZone);
  return readAtOnce(actor, async (tx) => {
    const [settings, days, totals, parts, rhythm, sources, blocks, entities] = await Promise.all([
      codingSettings(tx),
      // Clocks of editors may be a little ahead.
      codingByDay(tx, { from: FIRST_DAY, to: addDays(today, 1), filter, dimensions: [] }),
      codingTotals(tx, { from, to, filter, dimensions: [...LISTED, "branch", "agent"] }),
      single ? [] : codingBySpan(tx, { from, to, filter, dimension: view, span: by }),
      single ? [] : codingRhythm(tx, { ...recent, timeZone, filter }),
      listCodingDays(tx, { from, to }),
      single ? codingDurations(tx, { ...stretch, sliceBy: view, filter }) : [],
      files ? codingEntities(tx, { ...stretch, filter, most: 25 }) : [],
    ]);
    return { settings, days, totals, parts, rhythm, sources, blocks, entities };
  });
}

export type LoadedCoding = Awaited<ReturnType<typeof loadCoding>>;
