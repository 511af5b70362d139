import { type Actor, asUser } from "@/db/client";
import { listWorkouts, sumWorkoutsBy } from "@/db/workout-list";
import type { WorkoutFilter } from "@/domain/workout-filter";
import { readWindow } from "../_view/chart-window";
import type { RidesState } from "./list-state";

/** Everything the Rides page shows. */
export function loadRides(actor: Actor, { filter, by }: RidesState, today: string) {
  const read = (since: string | undefined) =>
    asUser(actor, async (tx) => ({
      rows: (await listWorkouts(tx, filter)).rows,
      ...(await sumWorkoutsBy(tx, filter, by, { since })),
    }));
  return readWindow(filter, by, today, read, () => newestDay(actor, filter));
}

/** The local date of the last activity that a filter means. */
async function newestDay(actor: Actor, filter: WorkoutFilter): Promise<string | undefined> {
  const last = { ...filter, sort: "startAt", order: "desc", limit: 1, page: undefined, next: undefined } as const;
  return (await asUser(actor, (tx) => listWorkouts(tx, last))).rows[0]?.localDate;
}
