import type { Run } from "@/domain/runs";
import { type FieldWords, fieldText } from "./field-text";

type Edited = Pick<Run, "editedFields" | "provider">;

/**
 * What the sources say of a field that a person has set, in words, where it reads differently from what is shown; null where both are
 * the same, where the person has set nothing, or where there is no source beside them.
 */
export function saidOtherwise(
  { editedFields, provider }: Edited,
  field: string,
  shown: unknown,
  words: FieldWords,
): string | null {
  if (!editedFields.includes(field) || !(field in provider)) return null;
  const said = fieldText(field, provider[field], words);
  return said === fieldText(field, shown, words) ? null : (said ?? "nothing");
}
