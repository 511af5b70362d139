import "server-only";
import { refuseParameter, type WakatimeGiven, wakatimeCall } from "@/app/_auth/wakatime-door";
import { type CountedQuery, statusBarAliasSpec, statusBarSpec, summariesSpec } from "@/app/api/_spec/v1";
import { readAtOnce } from "@/db/client";
import { countHeartbeats } from "@/db/coding-live";
import { codingByDay, codingDaysRange } from "@/db/coding-reads";
import { rangeOf } from "@/domain/coding-range";
import { addDays, daysBetween, localDate } from "@/domain/time-zones";
import { LIST_DIMENSIONS } from "@/domain/wakatime-lists";
import { type DayTime, statusBarAnswer, summariesAnswer } from "@/domain/wakatime-summaries";
import { filterOf, machineIdsOf, type Rule, startsOf, withRule } from "./question";

/** Days of one answer; each is a kilobyte. */
const MOST_DAYS = 7_400;
/** Days that are counted anew for one answer, by another rule or with entities. */
const MOST_LIVE_DAYS = 366;

/** What is told of one project, from its heartbeats. */
const FILES = ["entity", "dependency"] as const;

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

/** Counts days anew from heartbeats. */
export async function countAnew(
  { actor, query }: Pick<SummariesGiven, "actor" | "query">,
  days: Days,
  rule: Rule,
  dimensions: Parameters<typeof countHeartbeats>[1]["dimensions"],
): Promise<DayTime[]> {
  if (daysBetween(days.from, days.to) >= MOST_LIVE_DAYS) {
    const field = query.writes_only ? "writes_only" : query.timeout === undefined ? "timezone" : "timeout";
    refuseParameter(
      field,
      `Days are counted anew for a year at most. Ask for ${MOST_LIVE_DAYS} days or fewer, or leave this out.`,
    );
  }
  const timeZone = query.timezone ?? rule.timeZone;
  const live = {
    days: startsOf(days.from, days.to, timeZone),
    timeoutS: query.timeout === undefined ? rule.timeoutS : query.timeout * 60,
    writesOnly: query.writes_only ?? false,
    dimensions,
  };
  return readAtOnce(actor, (tx) => countHeartbeats(tx, { ...live, filter: filterOf(query) }));
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
    times = await countAnew(given, days, rule, query.project === undefined ? dimensions : [...dimensions, ...FILES]);
    if (query.project !== undefined) extra.push("entity");
  } else if (query.project !== undefined && daysBetween(days.from, days.to) < MOST_LIVE_DAYS) {
    const ofFiles = await countAnew(given, days, rule, FILES);
    times = [...times, ...ofFiles.filter(({ dimension }) => dimension !== null)];
    extra.push("entity");
  }
  return { body: summariesAnswer(days, times, { timeZone, machineIds: machineIdsOf(times) }, extra) };
}

async function statusBar(given: WakatimeGiven) {
  const { rule, found } = await withRule(given, (tx, { today }) =>
    codingByDay(tx, { from: today, to: today, dimensions: LIST_DIMENSIONS }),
  );
  const whose = { timeZone: rule.timeZone, machineIds: machineIdsOf(found) };
  return { body: statusBarAnswer(rule.today, found, whose, given.now) };
}

export const summaryCalls = [
  wakatimeCall(summariesSpec, summaries),
  wakatimeCall(statusBarSpec, statusBar),
  wakatimeCall(statusBarAliasSpec, statusBar),
];
