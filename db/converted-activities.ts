import { deletionOf, updateActivities } from "./activities";
import { arrayLiteral, type Statement } from "./bulk";
import type { Tx } from "./client";
import type { Work } from "./merged-activities";

/** Activities that turned out to be of the other noun leave the place where they were; results of imports point to the new one. */
export function* retireConverted(tx: Tx, works: readonly Work[]): Generator<Statement> {
  for (const noun of ["run", "workout"] as const) {
    const moved = works.flatMap((work) => (work.stored && work.noun === noun && work.finalNoun !== noun ? work : []));
    if (moved.length === 0) continue;
    const [from, to, other] = noun === "run" ? ["run_id", "workout_id", "workout"] : ["workout_id", "run_id", "run"];
    const reason = `Another source knows the sport; it is a ${other} now`;
    const rows = moved.flatMap(({ stored }) => (stored ? deletionOf(noun, stored) : []));
    yield* updateActivities(tx, noun, rows, { type: "merge", reason });
    yield {
      text: `update app.import_items i set ${to} = d.now, ${from} = null from unnest($2::text[], $3::text[]) d(was, now)
        where i.user_id = $1 and i.${from} = d.was`,
      values: [tx.userId, arrayLiteral(moved.map((work) => work.activityId)), arrayLiteral(moved.map((work) => work.finalId))],
    };
  }
}
