import { Flash } from "@/components/ui/toast";
import { idField } from "@/domain/fields";
import { type Done, SplitFlash, wasSplit } from "../../_view/split-flash";
import { unmerge, unrestore } from "../actions";

export type Given = Done & { merged?: string | string[] };

/** What was just done to an activity, with the way back: said once, while the version is the one that it made. */
export function RideFlash({ ride, given }: { ride: { id: string; version: number; deletedAt: Date | null }; given: Given }) {
  if (Number(given.done) !== ride.version || ride.deletedAt) return null;
  if (wasSplit(given)) return <SplitFlash activity={{ noun: "workout", id: ride.id }} given={given} />;
  const other = idField.safeParse(given.merged);
  if (other.success) {
    return <Flash message="The two activities are one now." undo={unmerge} fields={{ id: other.data, into: ride.id }} />;
  }
  return <Flash message="Activity saved." undo={unrestore} fields={{ id: ride.id, from: String(ride.version - 1) }} />;
}
