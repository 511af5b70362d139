import { Flash } from "@/components/ui/toast";
import { idField } from "@/domain/fields";
import { type Done, SplitFlash, wasSplit } from "../../_view/split-flash";
import { unmerge, unrestore } from "../actions";

export type Given = Done & { merged?: string | string[] };

/** What was just done to a run, with the way back: said once, while the version is the one that it made. */
export function RunFlash({ run, given }: { run: { id: string; version: number }; given: Given }) {
  if (Number(given.done) !== run.version) return null;
  if (wasSplit(given)) return <SplitFlash activity={{ noun: "run", id: run.id }} given={given} />;
  const other = idField.safeParse(given.merged);
  if (other.success) {
    return <Flash message="The two runs are one now." undo={unmerge} fields={{ id: other.data, into: run.id }} />;
  }
  return <Flash message="Run saved." undo={unrestore} fields={{ id: run.id, from: String(run.version - 1) }} />;
}
