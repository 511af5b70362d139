import type { Tx } from "./client";

/** A sign of life that an editor sent itself; names are empty where it does not tell. */
export type Arrival = {
  at: Date;
  arrivedAt: Date;
  project: string;
  language: string;
  editor: string;
  agent: string;
  machine: string;
};

/** Older ones say nothing about whether an editor is connected. */
const LOOK_BACK_US = 7 * 86_400 * 1e6;

/** The latest heartbeat of the last week that no import brought; null when there is none. */
export async function latestArrival(tx: Tx, now: Date): Promise<Arrival | null> {
  const [row] = await tx.query<Omit<Arrival, "at"> & { atUs: number }>(
    `select h.at_us as "atUs", h.created_at as "arrivedAt", c.project, c.language, c.editor, c.agent, c.machine
      from app.heartbeats h join app.coding_combos c on c.user_id = $1 and c.id = h.combo_id
      where h.user_id = $1 and h.at_us > $2 and h.import_id is null order by h.at_us desc, h.key desc limit 1`,
    [tx.userId, now.getTime() * 1000 - LOOK_BACK_US],
  );
  if (!row) return null;
  const { atUs, ...arrival } = row;
  return { ...arrival, at: new Date(atUs / 1000) };
}

/** How many heartbeats there are from one instant (microseconds) up to, not including, another. */
export async function countHeartbeatsIn(tx: Tx, { fromUs, toUs }: { fromUs: number; toUs: number }): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    "select count(*)::integer as n from app.heartbeats where user_id = $1 and at_us >= $2 and at_us < $3",
    [tx.userId, fromUs, toUs],
  );
  return row?.n ?? 0;
}
