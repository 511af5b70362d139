import "server-only";
import { refuseParameter, type WakatimeGiven, wakatimeCall } from "@/app/_auth/wakatime-door";
import { allTimeSpec, defaultStatsSpec, statsSpec } from "@/app/api/_spec/v1";
import type { CountedQuery } from "@/app/api/_spec/v1-parameters";
import type { Tx } from "@/db/client";
import { codingAllTime } from "@/db/coding-all-time";
import { hashOf } from "@/db/coding-combos";
import { isFiltered } from "@/db/coding-filter";
import { codingDaysRange } from "@/db/coding-reads";
import { codingStats } from "@/db/coding-stats";
import { type CodingRange, rangeOf } from "@/domain/coding-range";
import { localDate } from "@/domain/time-zones";
import { hashId } from "@/domain/wakatime-ids";
import { LIST_DIMENSIONS, type NamedTime } from "@/domain/wakatime-lists";
import { allTimeAnswer, type RangeTimes, statsAnswer } from "@/domain/wakatime-stats";
import type { DayTime } from "@/domain/wakatime-summaries";
import { filterOf, machineIdsOf, type Rule, withRule } from "./question";
import { countAnew, filesAnew, importsOf, otherRule } from "./summaries";

type Given<Query> = Pick<WakatimeGiven, "actor" | "visitor" | "now"> & { query: Query };

function rangeNamed(name: string, today: string): CodingRange {
  return (
    rangeOf(name, today) ?? refuseParameter("range", "Unknown range. Try last_7_days, last_30_days, all_time, 2026 or 2026-11.")
  );
}

async function timesOf(tx: Tx, query: CountedQuery, { from, to }: CodingRange): Promise<RangeTimes> {
  const dimensions = query.project === undefined ? LIST_DIMENSIONS : ([...LIST_DIMENSIONS, "branch"] as const);
  return codingStats(tx, { from, to, filter: filterOf(query), dimensions });
}

type Days = { from: string; to: string };

/** Totals counted anew, by the rule that the query asks for. */
async function timesAnew(given: Given<CountedQuery>, days: Days, rule: Rule): Promise<RangeTimes> {
  const branches = given.query.project === undefined ? [] : (["branch"] as const);
  const times = await countAnew(given, days, rule, [...LIST_DIMENSIONS, ...branches, ...importsOf(days)]);
  return { days: times.filter(({ dimension }) => dimension === null), names: sumsOf(times) };
}

/** Times of days added up by name. */
function sumsOf(times: readonly DayTime[]): NamedTime[] {
  const names = new Map<string, NamedTime>();
  for (const { dimension, name, us } of times) {
    if (dimension === null) continue;
    const key = JSON.stringify([dimension, name]);
    names.set(key, { dimension, name, us: us + (names.get(key)?.us ?? 0) });
  }
  return [...names.values()];
}

async function withImports(given: Given<CountedQuery>, days: Days, rule: Rule, times: RangeTimes): Promise<RangeTimes> {
  const imported = sumsOf(await filesAnew(given, days, rule, importsOf(days)));
  return { days: times.days, names: [...times.names, ...imported] };
}

async function stats(given: Given<CountedQuery>, name: string) {
  const { query, visitor, now } = given;
  let range = rangeNamed(name, localDate(now, visitor.timeZone));
  const { rule, found } = await withRule(given, async (tx, { today }) => {
    range = rangeNamed(name, today);
    const [known, times] = await Promise.all([range.from === null ? codingDaysRange(tx) : null, timesOf(tx, query, range)]);
    return { first: known?.first ?? null, times };
  });
  const anew = otherRule(query, rule);
  const timeZone = (anew ? query.timezone : undefined) ?? rule.timeZone;
  const today = localDate(now, timeZone);
  if (anew) range = rangeNamed(name, today);
  const { first } = found;
  const from = range.from ?? (first !== null && first < range.to ? first : range.to);
  const days = { from, to: range.to };
  const times = anew ? await timesAnew(given, days, rule) : await withImports(given, days, rule, found.times);
  const owner = {
    timeZone,
    machineIds: machineIdsOf(times.names),
    statsId: hashId(hashOf([visitor.userId, range.name])),
    userId: visitor.userId,
    username: visitor.name,
    timeoutS: query.timeout === undefined ? rule.timeoutS : query.timeout * 60,
    writesOnly: query.writes_only ?? false,
  };
  return { body: statsAnswer(range, days, times, owner, { today, branches: query.project !== undefined, now }) };
}

async function allTime(given: Given<Partial<CountedQuery>>) {
  const filter = filterOf(given.query);
  const { rule, found } = await withRule(given, async (tx, { today }) => {
    if (!isFiltered(filter)) return codingAllTime(tx, today);
    const { days } = await codingStats(tx, { from: null, to: today, filter, dimensions: [] });
    const totalUs = days.reduce((sum, { us }) => sum + us, 0);
    return { first: days.map(({ date }) => date).sort()[0] ?? null, activeDays: days.length, totalUs };
  });
  return { body: allTimeAnswer(found, { from: found.first ?? rule.today, to: rule.today }, rule) };
}

export const statsCalls = [
  wakatimeCall(statsSpec, (given) => stats(given, given.id)),
  wakatimeCall(defaultStatsSpec, (given) => stats(given, given.query.range ?? "last_7_days")),
  wakatimeCall(allTimeSpec, allTime),
];
