import { daysOf } from "@/domain/coding-days";
import { comboOf, isBrowsing, type LastWork, refersToLast } from "@/domain/heartbeat-defaults";
import type { Heartbeat } from "@/domain/heartbeats";
import { arrayLiteral, batches } from "./bulk";
import type { Tx } from "./client";
import { comboIds, hashOf, knownOf, noteSightings, type Sighting } from "./coding-combos";
import { lockCoding } from "./coding-settings";
import { chooseWinners } from "./coding-winners";
import { TAKE } from "./heartbeats-sql";

/** Heartbeats of one statement. */
const MOST_AT_ONCE = 1_000;

/**
 * Stores heartbeats of any age, in any order, and brings the days that they lie in up to date in the same transaction, under the
 * user's lock. One that is there already (same instant, same content as it was sent) is counted as doubled and changes nothing. The
 * cost depends on how many there are and on how many lie within the timeout around each, not on all the others.
 */
export async function takeHeartbeats(
  tx: Tx,
  beats: readonly Heartbeat[],
  { importId = null }: { importId?: string | null } = {},
): Promise<{ stored: number; doubled: number }> {
  if (beats.length === 0) return { stored: 0, doubled: 0 };
  const { timeoutS, timeZone } = await lockCoding(tx);
  let stored = 0;
  for (const batch of batches(beats, MOST_AT_ONCE)) stored += await take(tx, batch, { timeoutS, timeZone, importId });
  return { stored, doubled: beats.length - stored };
}

type Rule = { timeoutS: number; timeZone: string; importId: string | null };

async function take(tx: Tx, beats: readonly Heartbeat[], { timeoutS, timeZone, importId }: Rule): Promise<number> {
  const last = await lastWorkOf(tx, beats);
  const mine = await knownOf(tx);
  const combos = comboIds(
    tx,
    mine,
    beats.map((beat) => comboOf(beat, last.get(beat) ?? null)),
  );
  const agents = new Sightings();
  const machines = new Sightings();
  const agentIds = beats.map((beat) => agents.see(beat.userAgent, beat));
  const machineIds = beats.map((beat) => machines.see(beat.machine, beat));
  const sent = [
    combos.written,
    noteSightings(tx, mine, "coding_user_agents", agents.seen),
    noteSightings(tx, mine, "coding_machines", machines.seen),
  ];
  const windows = windowsAround(beats, timeoutS * 1e6);
  const { dates, startsUs } = daysOf(windows, timeZone);
  const column = (of: (beat: Heartbeat) => string | number | null) => arrayLiteral(beats.map(of));
  const taken = tx.named<{ stored: number; rivals: string[] | null }>(TAKE, [
    tx.userId,
    timeoutS * 1e6,
    arrayLiteral(startsUs),
    arrayLiteral(dates),
    arrayLiteral(windows.map(([fromUs]) => fromUs)),
    arrayLiteral(windows.map(([, toUs]) => toUs)),
    importId,
    column((beat) => beat.atUs),
    column(heartbeatKey),
    arrayLiteral(combos.ids),
    column((beat) => beat.entity),
    column((beat) => beat.type),
    column((beat) => (beat.isWrite ? "t" : "f")),
    arrayLiteral(agentIds),
    arrayLiteral(machineIds),
    column((beat) => beat.lines),
    column((beat) => beat.lineNumber),
    column((beat) => beat.cursorPosition),
    column((beat) => (beat.dependencies ? arrayLiteral(beat.dependencies) : null)),
    column((beat) => (beat.more ? JSON.stringify(beat.more) : null)),
  ]);
  const [[row]] = await Promise.all([taken, ...sent]);
  if (row?.rivals) await chooseWinners(tx, row.rivals);
  return row?.stored ?? 0;
}

/** What tells two heartbeats of one instant apart, a signed number as text: the content as it was sent, so that a retry meets itself. */
export function heartbeatKey(beat: Heartbeat): string {
  let key = keys.get(beat);
  if (key === undefined) {
    const { entity, type, category, project, branch, language, isWrite } = beat;
    key = hashOf([entity, type, category ?? "", project ?? "", branch ?? "", language ?? "", isWrite]);
    keys.set(beat, key);
  }
  return key;
}

/** Whoever answers for a heartbeat asks for its key once more. */
const keys = new WeakMap<Heartbeat, string>();

/** The heartbeats that are there already or stand among these before; the user's lock is taken, so that it stays so. */
export async function knownHeartbeats(tx: Tx, beats: readonly Heartbeat[]): Promise<Set<Heartbeat>> {
  if (beats.length === 0) return new Set();
  await lockCoding(tx);
  const keys = beats.map(heartbeatKey);
  const rows = await tx.query<{ nth: number }>(
    `select b.nth::integer as nth from unnest($2::bigint[], $3::bigint[]) with ordinality b(at_us, key, nth)
      where exists (select from app.heartbeats h where h.user_id = $1 and h.at_us = b.at_us and h.key = b.key)`,
    [tx.userId, arrayLiteral(beats.map(({ atUs }) => atUs)), arrayLiteral(keys)],
  );
  const known = new Set(rows.flatMap(({ nth }) => beats[nth - 1] ?? []));
  const met = new Set<string>();
  for (const [index, beat] of beats.entries()) {
    const name = `${beat.atUs} ${keys[index]}`;
    if (met.has(name)) known.add(beat);
    met.add(name);
  }
  return known;
}

/** The stretches in which heartbeats can change what the gaps between others are worth. */
function windowsAround(beats: readonly Heartbeat[], timeoutUs: number): [number, number][] {
  const windows: [number, number][] = [];
  for (const at of Float64Array.from(beats, (beat) => beat.atUs).sort()) {
    const last = windows.at(-1);
    if (last && at - timeoutUs <= last[1]) last[1] = at + timeoutUs;
    else windows.push([at - timeoutUs, at + timeoutUs]);
  }
  return windows;
}

/** Names that heartbeats say, with when they did. */
class Sightings {
  readonly seen = new Map<string, Sighting>();
  private readonly ids = new Map<string, string>();

  see(value: string | null, { atUs, timeZone }: Heartbeat): string | null {
    if (value === null) return null;
    let id = this.ids.get(value);
    if (id === undefined) {
      id = hashOf([value]);
      this.ids.set(value, id);
    }
    const sighting = this.seen.get(id);
    if (!sighting) this.seen.set(id, { value, firstUs: atUs, lastUs: atUs, timeZone });
    else {
      sighting.firstUs = Math.min(sighting.firstUs, atUs);
      sighting.lastUs = Math.max(sighting.lastUs, atUs);
      sighting.timeZone = timeZone ?? sighting.timeZone;
    }
    return id;
  }
}

/** What those that mean "the last project" mean: the latest work before each, stored or in the same batch. */
async function lastWorkOf(tx: Tx, beats: readonly Heartbeat[]): Promise<Map<Heartbeat, LastWork>> {
  const asking = beats.filter(refersToLast);
  const answers = new Map<Heartbeat, LastWork>();
  if (asking.length === 0) return answers;
  const stored = await tx.named<LastWork & { atUs: number; n: number }>(
    {
      name: "heartbeats_last_work",
      text: `select a.n::integer as n, h.at_us as "atUs", c.project, c.branch, c.language
        from unnest($2::bigint[]) with ordinality a(at_us, n)
        cross join lateral (select at_us, combo_id from app.heartbeats
          where user_id = $1 and at_us <= a.at_us and type not in ('url', 'domain') order by at_us desc limit 1) h
        join app.coding_combos c on c.user_id = $1 and c.id = h.combo_id`,
    },
    [tx.userId, arrayLiteral(asking.map((beat) => beat.atUs))],
  );
  const byNumber = new Map(stored.map((row) => [row.n, row]));
  const works = beats.filter((beat) => !isBrowsing(beat.type) && !refersToLast(beat));
  for (const [index, beat] of asking.entries()) {
    const before = byNumber.get(index + 1);
    let latest: Heartbeat | null = null;
    for (const work of works) if (work.atUs <= beat.atUs && work.atUs >= (latest?.atUs ?? before?.atUs ?? 0)) latest = work;
    const { project, branch, language } = latest ?? before ?? { project: "", branch: "", language: "" };
    answers.set(beat, { project: project ?? "", branch: branch ?? "", language: language ?? "" });
  }
  return answers;
}

/** A stored heartbeat with what its time counts under. Ids of user agent and machine are signed numbers as text. */
export type StoredHeartbeat = Pick<
  Heartbeat,
  "atUs" | "entity" | "type" | "isWrite" | "lines" | "lineNumber" | "cursorPosition" | "dependencies" | "more"
> & {
  /** With `atUs` what it is told apart by, as text. */
  key: string;
  project: string;
  branch: string;
  language: string;
  category: string;
  userAgentId: string | null;
  machineId: string | null;
  createdAt: Date;
};

const STORED = `h.at_us as "atUs", h.key::text as key, h.entity, h.type, h.is_write as "isWrite", h.lines, h.line_number as "lineNumber",
  h.cursor_position as "cursorPosition", h.dependencies, h.more, c.project, c.branch, c.language, c.category,
  h.user_agent_id::text as "userAgentId", h.machine_id::text as "machineId", h.created_at as "createdAt"
  from app.heartbeats h join app.coding_combos c on c.user_id = $1 and c.id = h.combo_id where h.user_id = $1`;

/** Heartbeats from one instant (microseconds) up to, not including, another, earliest first. */
export function listHeartbeats(tx: Tx, fromUs: number, toUs: number): Promise<StoredHeartbeat[]> {
  return tx.query<StoredHeartbeat>(`select ${STORED} and h.at_us >= $2 and h.at_us < $3 order by h.at_us, h.key`, [
    tx.userId,
    fromUs,
    toUs,
  ]);
}

/** The latest heartbeat; null when there is none. */
export async function latestHeartbeat(tx: Tx): Promise<StoredHeartbeat | null> {
  const [row] = await tx.query<StoredHeartbeat>(`select ${STORED} order by h.at_us desc, h.key desc limit 1`, [tx.userId]);
  return row ?? null;
}

/** A user agent or a machine that heartbeats came from. */
export type CodingOrigin = { id: string; value: string; timeZone: string | null; firstSeenAt: Date; lastSeenAt: Date };

/** All user agents or machines, the latest first. */
export function listOrigins(tx: Tx, what: "user_agents" | "machines"): Promise<CodingOrigin[]> {
  const [value, zone] = what === "machines" ? ["name", "time_zone"] : ["value", "null"];
  return tx.query<CodingOrigin>(
    `select id::text, ${value} as value, ${zone} as "timeZone", first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt"
      from app.coding_${what} where user_id = $1 order by last_seen_at desc, id`,
    [tx.userId],
  );
}
