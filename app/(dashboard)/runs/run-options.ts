import { RUN_TYPES } from "@/domain/runs";
import { TYPE_NAMES } from "../_view/sources";

/** Types of runs for a select. */
export const TYPE_OPTIONS = RUN_TYPES.map((value) => ({ value, label: TYPE_NAMES[value] }));

type ShoeName = { id: string; name: string; retired: boolean; deleted: boolean };

/** Shoes for a select: those in use, the retired ones marked; a deleted one only where the run already points to it. */
export function shoeOptions(shoes: readonly ShoeName[], current: string | null): { value: string; label: string }[] {
  return shoes
    .filter((shoe) => !shoe.deleted || shoe.id === current)
    .map(({ id, name, retired, deleted }) => ({
      value: id,
      label: deleted ? `${name} (deleted)` : retired ? `${name} (retired)` : name,
    }));
}
