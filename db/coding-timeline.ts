import { addDays, startOfDay, weekday } from "@/domain/time-zones";
import { instantOfWall } from "@/domain/wall-clock";
import type { Tx } from "./client";
import type { Dimension } from "./coding-combos";
import { creditsSql } from "./coding-credits";
import { type CodingFilter, withFilter } from "./coding-filter";
import { Conditions } from "./conditions";

/** An instant range in microseconds, its end not included. */
export type Stretch = { fromUs: number; toUs: number };

/** The stretch that some days (both inclusive) are in a zone. */
export function stretchOf(days: { from: string; to: string }, timeZone: string): Stretch {
  const startUs = (date: string) => startOfDay(date, timeZone).getTime() * 1000;
  return { fromUs: startUs(days.from), toUs: startUs(addDays(days.to, 1)) };
}

/**
 * What a piece `p` tells beyond its combination, looked up by its key. Pieces are made once, before combinations are chosen: a plan that
 * expects few combinations would make them again for each, and just after an import every plan expects few.
 */
const HEARTBEAT = `cross join lateral (select entity, type, dependencies from app.heartbeats
  where user_id = $1 and at_us = p.at_us and key = p.key limit 1) h`;

/** Another rule than the person's own, where one is asked for: the timeout, or the heartbeats of saved files alone. */
type OtherRule = { timeoutS?: number; writesOnly?: boolean };

/** Pieces of credited time, cut at `startsUs`, of the heartbeats between the first and the last of them and of those just beside. */
function pieces(conditions: Conditions, startsUs: readonly number[], { timeoutS, writesOnly = false }: OtherRule = {}): string {
  const timeout =
    timeoutS === undefined
      ? "(select coalesce(max(timeout_s), 900) * 1000000::bigint from app.coding_settings where user_id = $1)"
      : `${conditions.hole(timeoutS * 1e6)}::bigint`;
  const from = conditions.hole(startsUs[0]);
  const to = conditions.hole(startsUs.at(-1));
  const chain = `(select 1 as sign, 1 as part, at_us, key, combo_id from app.heartbeats
    where user_id = $1 and at_us > ${from}::bigint - ${timeout} and at_us < ${to}::bigint + ${timeout} ${writesOnly ? "and is_write" : ""}) chain`;
  return creditsSql({ chain, timeoutUs: timeout, starts: `${conditions.hole(`{${startsUs.join(",")}}`)}::bigint[]` });
}

/** A stretch of uninterrupted work under one name. */
export type CodingDuration = { startUs: number; us: number; project: string; name: string; agent: string };

/** What else than a column of the combination tells stretches apart; a file's time counts for each of its imports. */
const SLICES: Record<string, { name: string; from: string }> = {
  entity: { name: "h.entity", from: HEARTBEAT },
  dependency: {
    name: "d.name",
    from: `${HEARTBEAT} cross join lateral (select distinct one as name from unnest(h.dependencies) one) d`,
  },
};

/**
 * What was worked on when: neighbours of the same project, the same agent and the same name of `sliceBy` are one. Read from
 * heartbeats, so nothing of days that only other sources tell of.
 */
export async function codingDurations(
  tx: Tx,
  {
    fromUs,
    toUs,
    sliceBy,
    filter = {},
    ...rule
  }: Stretch & OtherRule & { sliceBy: Dimension | "entity" | "dependency"; filter?: CodingFilter },
): Promise<CodingDuration[]> {
  const conditions = new Conditions(tx.userId, "c");
  const credits = pieces(conditions, [fromUs, toUs], rule);
  const slice = SLICES[sliceBy] ?? { name: `c.${sliceBy}`, from: "" };
  withFilter(conditions, filter);
  const rows = await tx.query<CodingDuration>(
    `with p as materialized (${credits}) select p.from_us as "startUs", p.us, c.project, ${slice.name} as name, c.agent
      from p join app.coding_combos c on c.id = p.combo_id ${slice.from} where p.piece = 1 and ${conditions.where} order by p.from_us, 4`,
    conditions.values,
  );
  const merged: CodingDuration[] = [];
  const latest = new Map<string, CodingDuration>();
  for (const row of rows) {
    // Imports of one file are beside each other; of everything else only what came just before can go on.
    const before = sliceBy === "dependency" ? latest.get(row.name) : merged.at(-1);
    const same = before && before.project === row.project && before.name === row.name && before.agent === row.agent;
    if (before && same && before.startUs + before.us === row.startUs) before.us += row.us;
    else {
      const begun = { ...row };
      merged.push(begun);
      latest.set(row.name, begun);
    }
  }
  return merged;
}

/** Files, pages and programs by the time they had, most first. Read from heartbeats. */
export function codingEntities(
  tx: Tx,
  { fromUs, toUs, filter = {}, most = 100 }: Stretch & { filter?: CodingFilter; most?: number },
): Promise<{ entity: string; type: string; us: number }[]> {
  const conditions = new Conditions(tx.userId, "c");
  const credits = pieces(conditions, [fromUs, toUs]);
  withFilter(conditions, filter);
  return tx.query<{ entity: string; type: string; us: number }>(
    `with p as materialized (${credits}) select h.entity, h.type, sum(p.us)::bigint as us from p join app.coding_combos c on c.id = p.combo_id
      ${HEARTBEAT}
      where p.piece = 1 and ${conditions.where} group by 1, 2 order by us desc, 1 limit ${conditions.hole(most)}`,
    conditions.values,
  );
}

/** What files import, by the time of the files that do, most first: an hour in a file counts for each of its imports. */
export function codingDependencies(
  tx: Tx,
  { fromUs, toUs, filter = {}, most = 100 }: Stretch & { filter?: CodingFilter; most?: number },
): Promise<{ name: string; us: number }[]> {
  const conditions = new Conditions(tx.userId, "c");
  const credits = pieces(conditions, [fromUs, toUs]);
  withFilter(conditions, filter);
  return tx.query<{ name: string; us: number }>(
    `with p as materialized (${credits}) select d.name, sum(p.us)::bigint as us from p join app.coding_combos c on c.id = p.combo_id
      ${HEARTBEAT}
      cross join lateral (select distinct one as name from unnest(h.dependencies) one) d
      where p.piece = 1 and h.dependencies is not null and ${conditions.where} group by 1 order by us desc, 1 limit ${conditions.hole(most)}`,
    conditions.values,
  );
}

/** Time in an hour of a weekday: weekday 1 Monday to 7 Sunday, hour as clocks show it. */
export type RhythmCell = { weekday: number; hour: number; us: number };

/**
 * Time of some days (both inclusive) by weekday and hour of the clock in a zone; hours without any are left out. Read from
 * heartbeats, so a year is a few hundred thousand rows.
 */
export async function codingRhythm(
  tx: Tx,
  { from, to, timeZone, filter = {} }: { from: string; to: string; timeZone: string; filter?: CodingFilter },
): Promise<RhythmCell[]> {
  const hours = hoursOf(from, to, timeZone);
  const conditions = new Conditions(tx.userId, "c");
  const credits = pieces(
    conditions,
    hours.map(({ startUs }) => startUs),
  );
  withFilter(conditions, filter);
  const rows = await tx.query<{ piece: number; us: number }>(
    `with p as materialized (select piece, combo_id, sum(us) as us from (${credits}) all_of_it group by 1, 2)
     select p.piece, sum(p.us)::bigint as us from p
      join app.coding_combos c on c.id = p.combo_id where p.piece between 1 and ${hours.length - 1} and ${conditions.where} group by 1`,
    conditions.values,
  );
  const cells = new Map<number, RhythmCell>();
  for (const { piece, us } of rows) {
    const hour = hours[piece - 1];
    if (!hour) continue;
    const slot = hour.weekday * 24 + hour.hour;
    const cell = cells.get(slot);
    if (cell) cell.us += us;
    else cells.set(slot, { weekday: hour.weekday, hour: hour.hour, us });
  }
  return [...cells.values()].sort((a, b) => a.weekday - b.weekday || a.hour - b.hour);
}

/** Where each hour of the clock begins, and one more for the end; an hour that clocks skip is not among them, one shown twice is one. */
function hoursOf(from: string, to: string, timeZone: string) {
  const hours: { startUs: number; weekday: number; hour: number }[] = [];
  const add = (startUs: number, date: string, hour: number) => {
    // An hour that clocks skip begins where the next one does, which then has the name.
    if (startUs <= (hours.at(-1)?.startUs ?? Number.NEGATIVE_INFINITY)) hours.pop();
    hours.push({ startUs, weekday: weekday(date), hour });
  };
  for (let date = from; date <= to; date = addDays(date, 1)) {
    add(startOfDay(date, timeZone).getTime() * 1000, date, 0);
    for (let hour = 1; hour < 24; hour++) {
      const wall = Date.parse(`${date}T00:00:00Z`) + hour * 3_600_000;
      add(instantOfWall(wall, timeZone).getTime() * 1000, date, hour);
    }
  }
  add(startOfDay(addDays(to, 1), timeZone).getTime() * 1000, addDays(to, 1), 0);
  return hours;
}
