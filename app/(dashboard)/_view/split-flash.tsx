import { Flash } from "@/components/ui/toast";
import type { Activity } from "@/db/activity-rows";
import { idField } from "@/domain/fields";
import { unsplit } from "./unsplit";

/** What the address of an activity says was just done. */
export type Done = { done?: string | string[]; split?: string | string[]; noun?: string | string[] };

/** Whether the address says that this activity was just split off another one. */
export function wasSplit({ split, noun }: Done): boolean {
  return idField.safeParse(split).success && (noun === "run" || noun === "workout");
}

/** Says that this activity was just split off another one, with the way back. */
export function SplitFlash({ activity, given: { split, noun } }: { activity: Activity; given: Done }) {
  const fields = { noun: String(noun), id: String(split), withNoun: activity.noun, with: activity.id };
  return <Flash message="Split off. This is the activity of its own." undo={unsplit} fields={fields} />;
}
