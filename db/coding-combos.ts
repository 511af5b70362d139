import { hash } from "node:crypto";
import type { UserId } from "@/domain/users";
import { arrayLiteral } from "./bulk";
import type { Tx } from "./client";

/** Everything that time is told apart by. Null: the source does not tell; empty: there is none. */
export const COMBO_COLUMNS = [
  "project",
  "branch",
  "language",
  "editor",
  "operating_system",
  "machine",
  "category",
  "agent",
  "model",
] as const;
export type Dimension = (typeof COMBO_COLUMNS)[number];
export type Combo = Record<Dimension, string | null>;

/** The first eight bytes of a SHA-256 as the database keeps them: a signed whole number, too large for a JavaScript number. */
export function hashOf(parts: readonly unknown[]): string {
  return hash("sha256", JSON.stringify(parts), "buffer").readBigInt64BE(0).toString();
}

/** What a process knows to be in the database for a user: it need not be written again. */
type Known = {
  combos: Map<string, string>;
  /** User agents and machines by id, with the stretch (microseconds) that they are known to have been seen in. */
  seen: Map<string, [firstUs: number, lastUs: number]>;
  /** What a transaction wrote of which is not known yet whether it was committed. */
  written: { tx: Tx; combos: Set<string>; coding_user_agents: Set<string>; coding_machines: Set<string> } | null;
};
const known = new Map<UserId, Known>();
const MOST_USERS = 500;
const MOST_COMBOS = 5_000;

/**
 * What is known of a user, whose lock must be held: then no other transaction that wrote something is still on its way. If the last one
 * wrote anything new and it is not there, it failed, and all is forgotten.
 */
export async function knownOf(tx: Tx): Promise<Known> {
  const mine = known.get(tx.userId);
  if (mine && mine.combos.size <= MOST_COMBOS && mine.seen.size <= MOST_COMBOS) {
    if (!mine.written || mine.written.tx === tx) return mine;
    const { combos, coding_user_agents, coding_machines } = mine.written;
    if (await areThere(tx, [combos, coding_user_agents, coding_machines])) {
      mine.written = null;
      return mine;
    }
  }
  const oldest = known.keys().next();
  if (known.size >= MOST_USERS && !oldest.done) known.delete(oldest.value);
  const fresh: Known = { combos: new Map(), seen: new Map(), written: null };
  known.set(tx.userId, fresh);
  return fresh;
}

async function areThere(tx: Tx, [combos, agents, machines]: [Set<string>, Set<string>, Set<string>]): Promise<boolean> {
  const count = (table: string, hole: number) =>
    `(select count(*) from app.${table} where user_id = $1 and id = any($${hole}::bigint[]))`;
  const [row] = await tx.named<{ there: number }>(
    {
      name: "coding_known",
      text: `select ${count("coding_combos", 2)} + ${count("coding_user_agents", 3)} + ${count("coding_machines", 4)} as there`,
    },
    [tx.userId, arrayLiteral(combos), arrayLiteral(agents), arrayLiteral(machines)],
  );
  return row?.there === combos.size + agents.size + machines.size;
}

/** Remembers what a transaction is about to write. */
function writing(tx: Tx, mine: Known) {
  mine.written ??= { tx, combos: new Set(), coding_user_agents: new Set(), coding_machines: new Set() };
  return mine.written;
}

/**
 * Ids of combinations; those that this process has not met yet are written (sent, not awaited: `written` resolves when they are).
 */
export function comboIds(tx: Tx, mine: Known, combos: readonly Combo[]): { ids: string[]; written: Promise<unknown> | null } {
  const fresh = new Map<string, Combo>();
  const ids = combos.map((combo) => {
    const values = COMBO_COLUMNS.map((column) => combo[column]);
    const text = JSON.stringify(values);
    let id = mine.combos.get(text);
    if (id === undefined) {
      id = hashOf(values);
      fresh.set(id, combo);
      mine.combos.set(text, id);
      writing(tx, mine).combos.add(id);
    }
    return id;
  });
  return { ids, written: fresh.size > 0 ? insertCombos(tx, fresh) : null };
}

function insertCombos(tx: Tx, combos: ReadonlyMap<string, Combo>): Promise<unknown> {
  const rows = [...combos.values()];
  const holes = COMBO_COLUMNS.map((_, index) => `$${index + 3}::text[]`);
  return tx.named(
    {
      name: "coding_combos_new",
      text: `insert into app.coding_combos (user_id, id, ${COMBO_COLUMNS.join(", ")})
        select $1, d.* from unnest($2::bigint[], ${holes.join(", ")}) d on conflict do nothing`,
    },
    [tx.userId, arrayLiteral(combos.keys()), ...COMBO_COLUMNS.map((column) => arrayLiteral(rows.map((row) => row[column])))],
  );
}

/** Something that says its name in heartbeats, and when it was seen. */
export type Sighting = { value: string; firstUs: number; lastUs: number; timeZone: string | null };

/** How much later something must be seen for that to be worth a write. */
const WORTH_US = 600e6;

/** Writes down user agents or machines that are new or were seen later (or earlier) than is known. Sent, not awaited. */
export function noteSightings(
  tx: Tx,
  mine: Known,
  table: "coding_user_agents" | "coding_machines",
  sightings: ReadonlyMap<string, Sighting>,
): Promise<unknown> | null {
  const fresh: [string, Sighting][] = [];
  for (const [id, sighting] of sightings) {
    const key = `${table} ${id}`;
    const before = mine.seen.get(key);
    if (before && sighting.firstUs >= before[0] && sighting.lastUs < before[1] + WORTH_US) continue;
    mine.seen.set(key, [
      Math.min(sighting.firstUs, before?.[0] ?? sighting.firstUs),
      Math.max(sighting.lastUs, before?.[1] ?? sighting.lastUs),
    ]);
    fresh.push([id, sighting]);
    if (!before) writing(tx, mine)[table].add(id);
  }
  if (fresh.length === 0) return null;
  const instant = (us: number) => new Date(us / 1000);
  const machines = table === "coding_machines";
  return tx.named(
    {
      name: `${table}_seen`,
      text: `insert into app.${table} as t (user_id, id, ${machines ? "name" : "value"}, first_seen_at, last_seen_at${machines ? ", time_zone" : ""})
        select $1, d.* from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[]${machines ? ", $6::text[]" : ""}) d
        on conflict (user_id, id) do update set first_seen_at = least(t.first_seen_at, excluded.first_seen_at),
          last_seen_at = greatest(t.last_seen_at, excluded.last_seen_at)
          ${machines ? ", time_zone = coalesce(excluded.time_zone, t.time_zone)" : ""}`,
    },
    [
      tx.userId,
      arrayLiteral(fresh.map(([id]) => id)),
      arrayLiteral(fresh.map(([, { value }]) => value)),
      arrayLiteral(fresh.map(([, { firstUs }]) => instant(firstUs))),
      arrayLiteral(fresh.map(([, { lastUs }]) => instant(lastUs))),
      ...(machines ? [arrayLiteral(fresh.map(([, { timeZone }]) => timeZone))] : []),
    ],
  );
}
