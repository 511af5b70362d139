import { Failure } from "@/lib/errors";
import type { Tx } from "./client";
import { shoesByName } from "./gear";
import { retireShoe, updateShoe } from "./shoe-edits";
import { SHOE_COLUMNS, type ShoeRow } from "./shoe-rows";

/** What a provider says of shoes. They are named as the person's shoes were when they came; `renamed` tells the names after that. */
export type GearChanges = {
  made: readonly string[];
  renamed: readonly { name: string; was: string; now: string }[];
  retired: readonly string[];
};

/**
 * Makes, renames and retires shoes as a provider says. A shoe that the person has named otherwise keeps its name, one that they
 * deleted stays deleted, and one that is retired keeps its date. The day of retirement is that of its last run, else `now`.
 */
export async function changeGear(tx: Tx, { made, renamed, retired }: GearChanges, now: Date): Promise<void> {
  const names = [...made, ...renamed.map(({ name }) => name), ...retired];
  if (names.length === 0) return;
  const ids = await shoesByName(tx, names);
  const shoeOf = async (name: string) => {
    const [shoe] = await tx.query<ShoeRow & { lastRun: Date | null }>(
      `select ${SHOE_COLUMNS}, (select max(r.start_at) from app.runs r where r.user_id = $1 and r.shoe_id = s.id and r.deleted_at is null) as "lastRun"
        from app.shoes s where s.user_id = $1 and s.id = $2 and s.deleted_at is null`,
      [tx.userId, ids.get(name) ?? null],
    );
    return shoe;
  };
  for (const { name, was, now: next } of renamed) {
    const shoe = await shoeOf(name);
    if (shoe?.name === was) await unlessTaken(updateShoe(tx, shoe.id, { name: next.slice(0, 100) }));
  }
  for (const name of retired) {
    const shoe = await shoeOf(name);
    if (!shoe || shoe.retiredAt) continue;
    await retireShoe(tx, shoe.id, { retiredAt: shoe.lastRun ?? now, retirementNotes: "Retired at Strava" });
  }
}

async function unlessTaken(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Failure && error.kind === "conflict")) throw error;
  });
}
