import type { Visitor } from "@/db/accounts";
import type { Tx } from "@/db/client";
import { hashOf } from "@/db/coding-combos";
import { codingByDay, codingTotals } from "@/db/coding-reads";
import { codingSettings } from "@/db/coding-settings";
import { listOrigins } from "@/db/heartbeats";
import type { StatsType } from "@/domain/coding";
import { rangeOf } from "@/domain/coding-range";
import { localDate } from "@/domain/time-zones";
import { hashId } from "@/domain/wakatime-ids";
import { LIST_DIMENSIONS } from "@/domain/wakatime-lists";
import { statsAnswer } from "@/domain/wakatime-stats";
import { daySummary } from "@/domain/wakatime-summaries";

/** What a list that is taken from the statistics of a range says of the range. */
const ABOUT = ["range", "human_readable_range", "start", "end", "timezone", "timeout", "total_seconds", "is_up_to_date"] as const;

/** Statistics of a type from the person's own days, as WakaTime would tell them. */
export async function computedStats(
  tx: Tx,
  type: StatsType,
  visitor: Pick<Visitor, "userId" | "name">,
  now: Date,
): Promise<Record<string, unknown>> {
  const { timeZone, timeoutS } = await codingSettings(tx);
  const today = localDate(now, timeZone);
  const machineIds = new Map((await listOrigins(tx, "machines")).map(({ id, value }) => [value, hashId(id)]));
  const whose = { timeZone, machineIds };
  if (type === "today") {
    const times = await codingByDay(tx, { from: today, to: today, dimensions: LIST_DIMENSIONS });
    return daySummary(today, times, whose);
  }
  const range = rangeOf(type === "languages" || type === "projects" ? "all_time" : type, today);
  if (!range) throw new Error(`${type} names no range`);
  const days = await codingByDay(tx, { from: range.from, to: range.to, dimensions: [] });
  const { items } = await codingTotals(tx, { from: range.from, to: range.to, dimensions: LIST_DIMENSIONS });
  const bounds = { from: range.from ?? days[0]?.date ?? today, to: range.to };
  const statsId = hashId(hashOf([visitor.userId, range.name]));
  const owner = { ...whose, statsId, userId: visitor.userId, username: visitor.name, timeoutS, writesOnly: false };
  const { data } = statsAnswer(range, bounds, { days, names: items }, owner, { today, branches: false, now });
  if (type !== "languages" && type !== "projects") return data;
  return { ...Object.fromEntries(ABOUT.map((field) => [field, data[field]])), [type]: data[type] };
}
