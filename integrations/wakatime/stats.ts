import { storable } from "@/db/facts-equality";
import { putStats } from "@/db/wakatime-stats";
import type { StatsType } from "@/domain/coding";
import type { SyncCounts } from "@/domain/syncs";
import type { Step } from "@/integrations/provider";
import type { Reading, Told } from "./reading";
import { firstDaySchema, type RangedDay, statsSchema, statusBarSchema } from "./schema";

type Data = Record<string, unknown>;

/** What the statistics tell the rest of a sync. */
export type StatsFound = {
  /** The day of the status bar. */
  today: RangedDay | null;
  /** The first day of all. */
  firstDay: string | null;
  /** WakaTime still calculates some. */
  waiting: boolean;
};

/** The statistics that lists of languages and projects may be taken from, the best first. */
const RANGES = ["all_time", "last_30_days", "last_7_days"] as const;

/** What a range is described by; it goes along with a list that is taken from it. */
const ABOUT = [
  "range",
  "human_readable_range",
  "start",
  "end",
  "timezone",
  "timeout",
  "total_seconds",
  "total_seconds_including_other_language",
  "is_up_to_date",
  "percent_calculated",
  "modified_at",
];

/**
 * Brings the statistics, each kept as it comes. What WakaTime still calculates is not looked at: an old or a half sum must never take
 * the place of a good one.
 */
export async function* statsSteps(reading: Reading, found: StatsFound): AsyncGenerator<Pick<Step, "save">, void> {
  const bar = await readBar(reading);
  if (typeof bar === "object" && bar.status === 200) {
    found.today = bar.value.data;
    yield kept([["today", bar.value.data]]);
  } else if (typeof bar === "object") found.waiting = true;

  const since = await reading.read("/all_time_since_today", statsSchema, "statistics");
  if (typeof since === "object") {
    // The first day does not change while the sum is being made.
    found.firstDay = firstDaySchema.safeParse(since.value.data).data?.range.start_date ?? null;
    if (isReady(since)) yield kept([["all_time", since.value.data]]);
    else found.waiting = true;
  }

  let listed = false;
  for (const range of RANGES) {
    const told = await reading.read(`/stats/${range}`, statsSchema, "statistics");
    if (typeof told !== "object") continue;
    const own: [StatsType, Data][] = range !== "all_time" || since === "absent" ? [[range, told.value.data]] : [];
    const lists = listed ? [] : listsOf(told.value.data);
    listed = true;
    if (isReady(told)) yield kept([...own, ...lists]);
    else found.waiting = true;
  }
}

async function readBar(reading: Reading) {
  const told = await reading.read("/status_bar/today", statusBarSchema, "today's time");
  return told === "absent" ? reading.read("/statusbar/today", statusBarSchema, "today's time") : told;
}

/** Whether an answer is whole: a 200 that is up to date and calculated to its end, as far as the server speaks of that. */
function isReady(told: Exclude<Told<{ data: Data }>, string>): boolean {
  const { is_up_to_date: fresh, percent_calculated: percent, total_seconds: total } = told.value.data;
  return told.status === 200 && fresh !== false && (percent ?? 100) === 100 && typeof total === "number";
}

/** Languages and projects of a range; a list that the account keeps to itself is not there. */
function listsOf(data: Data): [StatsType, Data][] {
  const about = Object.fromEntries(ABOUT.flatMap((field) => (field in data ? [[field, data[field]]] : [])));
  return (["languages", "projects"] as const).flatMap((list): [StatsType, Data][] =>
    Array.isArray(data[list]) ? [[list, { ...about, [list]: data[list] }]] : [],
  );
}

function kept(stats: readonly [StatsType, Data][]): Pick<Step, "save"> {
  return {
    save: async (tx) => {
      const counts: Partial<SyncCounts> & { fetched: number } = { fetched: 0 };
      for (const [type, data] of stats) {
        const result = await putStats(tx, type, storable(data));
        counts.fetched++;
        counts[result] = (counts[result] ?? 0) + 1;
      }
      return counts;
    },
  };
}
