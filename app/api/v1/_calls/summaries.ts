import "server-only";
import { refuseParameter, type WakatimeGiven, wakatimeCall } from "@/app/_auth/wakatime-door";
import { statusBarAliasSpec, statusBarShortSpec, statusBarSpec, summariesSpec } from "@/app/api/_spec/v1";
import type { CountedQuery } from "@/app/api/_spec/v1-parameters";
import { readAtOnce } from "@/db/client";
import { countHeartbeats } from "@/db/coding-live";
import { codingByDay, codingDaysRange } from "@/db/coding-reads";
import { rangeOf } from "@/domain/coding-range";
import { addDays, daysBetween, localDate } from "@/domain/time-zones";
import { LIST_DIMENSIONS, type NamedTime } from "@/domain/wakatime-lists";
import { type DayTime, statusBarAnswer, summariesAnswer } from "@/domain/wakatime-summaries";
import { filterOf, machineIdsOf, type Rule, startsOf, withRule } from "./question";

/** Days of one answer; each is a kilobyte. */
const MOST_DAYS = 7_400;
/** Days that one statement counts anew; of more there are more statements, so that none holds a connection for long. */
const LIVE_DAYS_AT_ONCE = 366;
/** Days of which everybody hears what the files imported: a look at each heartbeat, of more days too many. */
const FEW_DAYS = 7;

type SummariesGiven = Pick<WakatimeGiven, "actor" | "visitor" | "now"> & {
  query: CountedQuery & { start?: string; end?: string; range?: string };
};
type Days = { from: string; to: string };

/** The days that a query names. All time begins with the first day that is known. @throws Failure "malformed" */
function daysOfQuery({ start, end, range }: SummariesGiven["query"], today: string, first: string | null): Days {
  if (range === undefined && start === undefined) refuseParameter("start", "This field is required.");
  const dayOf = (bound = "") => (bound === "today" ? today : bound === "yesterday" ? addDays(today, -1) : bound);
  const found = rangeOf(range ?? { start: dayOf(start), end: dayOf(end ?? start) }, today);
  if (!found)
    return refuseParameter(range === undefined ? "end" : "range", range === undefined ? "Lies before start." : "Unknown range.");
  const from = found.from ?? (first !== null && first < found.to ? first : found.to);
  if (daysBetween(from, found.to) >= MOST_DAYS) refuseParameter("start", "Ask for 20 years at most.");
  return { from, to: found.to };
}

/** Whether a query asks for another rule than the one that the days are made by. */
export function otherRule({ timezone, timeout, writes_only }: CountedQuery, rule: Rule): boolean {
  return (
    writes_only === true ||
    (timezone !== undefined && timezone !== rule.timeZone) ||
    (timeout !== undefined && timeout * 60 !== rule.timeoutS)
  );
}

type LiveDimensions = Parameters<typeof countHeartbeats>[1]["dimensions"];

/** Of a few days it is told what their files imported, which only heartbeats know. */
export function importsOf({ from, to }: Days): readonly "dependency"[] {
  return daysBetween(from, to) < FEW_DAYS ? ["dependency"] : [];
}

/** Of the days of a project that is told however many they are, and the files too. */
function filesOf(query: CountedQuery, days: Days): LiveDimensions {
  return query.project === undefined ? importsOf(days) : ["entity", "dependency"];
}

/** Counts days anew from heartbeats, as many at once as fit; gaps are cut at midnights, so that the parts add up. */
export async function countAnew(
  { actor, query }: Pick<SummariesGiven, "actor" | "query">,
  days: Days,
  rule: Rule,
  dimensions: LiveDimensions,
): Promise<DayTime[]> {
  const live = {
    timeoutS: query.timeout === undefined ? rule.timeoutS : query.timeout * 60,
    writesOnly: query.writes_only ?? false,
    filter: filterOf(query),
    dimensions,
  };
  const found: DayTime[][] = [];
  for (let from = days.from; from <= days.to; from = addDays(from, LIVE_DAYS_AT_ONCE)) {
    const last = addDays(from, LIVE_DAYS_AT_ONCE - 1);
    const part = startsOf(from, last < days.to ? last : days.to, query.timezone ?? rule.timeZone);
    found.push(await readAtOnce(actor, (tx) => countHeartbeats(tx, { ...live, days: part })));
  }
  return found.flat();
}

/** The names of files and imports in some days; totals are known already. */
export async function filesAnew(...asked: Parameters<typeof countAnew>): Promise<(DayTime & NamedTime)[]> {
  if (asked[3].length === 0) return [];
  return (await countAnew(...asked)).filter((time): time is DayTime & NamedTime => time.dimension !== null);
}

async function summaries(given: SummariesGiven) {
  const { query } = given;
  const all = query.range !== undefined && rangeOf(query.range, "2000-01-01")?.from === null;
  const first = all ? await readAtOnce(given.actor, codingDaysRange) : null;
  const branches = query.project === undefined ? [] : (["branch"] as const);
  const dimensions = [...LIST_DIMENSIONS, ...branches];
  let days: Days = { from: "", to: "" };
  const { rule, found } = await withRule(given, (tx, { today }) => {
    days = daysOfQuery(query, today, first?.first ?? null);
    return codingByDay(tx, { ...days, dimensions, filter: filterOf(query) });
  });
  let times: DayTime[] = found;
  let timeZone = rule.timeZone;
  const extra: string[] = [...branches];
  if (otherRule(query, rule)) {
    timeZone = query.timezone ?? timeZone;
    days = daysOfQuery(query, localDate(given.now, timeZone), first?.first ?? null);
    times = await countAnew(given, days, rule, [...dimensions, ...filesOf(query, days)]);
  } else {
    times = [...times, ...(await filesAnew(given, days, rule, filesOf(query, days)))];
  }
  if (query.project !== undefined) extra.push("entity");
  return { body: summariesAnswer(days, times, { timeZone, machineIds: machineIdsOf(times) }, extra) };
}

async function statusBar(given: WakatimeGiven) {
  const { rule, found } = await withRule(given, (tx, { today }) =>
    codingByDay(tx, { from: today, to: today, dimensions: LIST_DIMENSIONS }),
  );
  const today = { from: rule.today, to: rule.today };
  const imported = await filesAnew({ ...given, query: {} }, today, rule, importsOf(today));
  const whose = { timeZone: rule.timeZone, machineIds: machineIdsOf(found) };
  return { body: statusBarAnswer(rule.today, [...found, ...imported], whose, given.now) };
}

export const summaryCalls = [
  wakatimeCall(summariesSpec, summaries),
  wakatimeCall(statusBarSpec, statusBar),
  wakatimeCall(statusBarAliasSpec, statusBar),
  wakatimeCall(statusBarShortSpec, statusBar),
];
