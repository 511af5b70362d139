import type { Visitor } from "@/db/accounts";
import type { WorkoutRow } from "@/db/workout-rows";
import { SPORT_NAMES } from "../../_view/sports";
import { momentOf, ThingHead } from "../../_view/thing-head";
import { remove, undelete } from "../actions";

/** The head of the pages of a ride. */
export function RideHead({ ride, visitor, current }: { ride: WorkoutRow; visitor: Visitor; current: "page" | "history" }) {
  return (
    <ThingHead
      thing={ride}
      page="Activity"
      list={{ href: "/rides", label: "Rides" }}
      area="rides"
      range={`${momentOf(ride, visitor)} · ${SPORT_NAMES[ride.sport]}`}
      current={current}
      remove={remove}
      undelete={undelete}
    />
  );
}
