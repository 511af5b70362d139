import { type Actor, asUser } from "@/db/client";
import { listStrengthWorkouts, sumStrengthBy } from "@/db/strength-list";
import { listExercises } from "@/db/strength-records";
import type { StrengthFilter } from "@/domain/strength-filter";
import { readWindow } from "../_view/chart-window";
import type { StrengthState } from "./list-state";

/** Everything the Strength page shows. */
export function loadSessions(actor: Actor, { filter, by }: StrengthState, today: string) {
  const read = (since: string | undefined) =>
    asUser(actor, async (tx) => ({
      rows: (await listStrengthWorkouts(tx, filter)).rows,
      ...(await sumStrengthBy(tx, filter, by, { since })),
      exercises: await listExercises(tx),
    }));
  return readWindow(filter, by, today, read, () => newestDay(actor, filter));
}

/** The local date of the last session that a filter means. */
async function newestDay(actor: Actor, filter: StrengthFilter): Promise<string | undefined> {
  const last = { ...filter, sort: "startAt", order: "desc", limit: 1, page: undefined, next: undefined } as const;
  return (await asUser(actor, (tx) => listStrengthWorkouts(tx, last))).rows[0]?.localDate;
}
