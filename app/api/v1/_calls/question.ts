import "server-only";
import type { WakatimeGiven } from "@/app/_auth/wakatime-door";
import type { CountedQuery } from "@/app/api/_spec/v1-parameters";
import { readAtOnce, type Tx } from "@/db/client";
import { hashOf } from "@/db/coding-combos";
import type { CodingFilter } from "@/db/coding-filter";
import { type CodingSettings, codingSettings } from "@/db/coding-settings";
import type { DayStarts } from "@/domain/coding-days";
import { addDays, localDate, startOfDay } from "@/domain/time-zones";
import { hashId } from "@/domain/wakatime-ids";
import { nameInList } from "@/domain/wakatime-lists";
import { daysFrom } from "@/domain/wakatime-time";

/** The rule that the person's days are made by, and what day it is by it. */
export type Rule = Pick<CodingSettings, "timeZone" | "timeoutS"> & { today: string };

/**
 * Asks what `ask` asks together with the person's rule, in one packet: the zone that comes with the key is nearly always the one that
 * the days are made in. Where it is not, it is asked again.
 */
export async function withRule<T>(
  { actor, visitor, now }: Pick<WakatimeGiven, "actor" | "visitor" | "now">,
  ask: (tx: Tx, zone: Pick<Rule, "timeZone" | "today">) => Promise<T>,
): Promise<{ rule: Rule; found: T }> {
  let timeZone = visitor.timeZone;
  for (;;) {
    const zone = { timeZone, today: localDate(now, timeZone) };
    const [settings, found] = await readAtOnce(actor, (tx) => Promise.all([codingSettings(tx), ask(tx, zone)]));
    if (settings.timeZone === timeZone) return { rule: { ...zone, timeoutS: settings.timeoutS }, found };
    timeZone = settings.timeZone;
  }
}

/** Branches that one query may name; more are left out. */
const MOST_BRANCHES = 20;

/** What a query is about. Its branches are one question: each asked for itself would cost as much as all of them. */
export function filterOf(query: Partial<CountedQuery>): CodingFilter {
  // What has no name is asked for by the word that lists have for it.
  const nameOf = (dimension: "project" | "language" | "editor" | "machine" | "operating_system", name: string) =>
    name === nameInList(dimension, "") ? "" : name;
  const named = (field: "project" | "language" | "editor" | "machine") => {
    const name = query[field];
    return name === undefined ? {} : { [field]: nameOf(field, name) };
  };
  const branches = [...new Set((query.branches ?? "").split(",").filter((name) => name !== ""))].slice(0, MOST_BRANCHES);
  return {
    ...named("project"),
    ...named("language"),
    ...named("editor"),
    ...named("machine"),
    ...(query.operating_system === undefined ? {} : { operatingSystem: nameOf("operating_system", query.operating_system) }),
    ...(query.category === undefined ? {} : { category: query.category.toLowerCase() }),
    ...(branches.length === 0 ? {} : { branches }),
  };
}

/** Ids of machines by their names, as `machine_names` has them. */
export function machineIdsOf(times: readonly { dimension: string | null; name: string }[]): Map<string, string> {
  const machines = times.filter(({ dimension, name }) => dimension === "machine" && name !== "");
  return new Map(machines.map(({ name }) => [name, hashId(hashOf([name]))]));
}

/** Where each day of a range begins in a zone, and where the last one ends. */
export function startsOf(from: string, to: string, timeZone: string): DayStarts {
  const dates = daysFrom(from, addDays(to, 1));
  return { dates, startsUs: dates.map((date) => startOfDay(date, timeZone).getTime() * 1000) };
}
