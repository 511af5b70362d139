import type { DemoSession } from "@/domain/demo/strength";
import { insertManyVersioned } from "./bulk";
import type { Tx } from "./client";
import { STRENGTH, STRENGTH_WRITTEN, type StrengthRow, strengthValues } from "./strength-rows";
import { insertSets } from "./strength-sets";

/** Stores made-up strength sessions in an account that has none. */
export async function insertDemoSessions(tx: Tx, sessions: readonly DemoSession[]): Promise<void> {
  const rows = sessions.map((session) => {
    const row: StrengthRow = {
      ...session,
      ...{ volumeKg: 0, setCount: 0, source: "demo", origin: "demo", version: 1, editedFields: [], provider: {} },
      ...{ hevyId: null, deletedAt: null, undoneImportId: null, hevyDeletedAt: null },
    };
    return { id: session.id, ...strengthValues(row) };
  });
  await insertManyVersioned(tx, STRENGTH, [["id", "text"], ...STRENGTH_WRITTEN], rows);
  await insertSets(tx, sessions);
}
