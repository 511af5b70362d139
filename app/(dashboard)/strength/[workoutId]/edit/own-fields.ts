import { contentOf } from "@/db/strength-merge";
import type { StrengthRow } from "@/db/strength-rows";
import { EDITABLE_STRENGTH_FIELDS, type EditableStrengthField } from "@/domain/strength-changes";
import type { Format } from "@/domain/units";
import { fieldText } from "../../../_view/field-text";
import { exercisesText } from "../../session-form";

/** A field that the person has set: what is shown, what the sources say, and whether that reads differently; null for nothing. */
export type OwnField = { field: EditableStrengthField; shown: string | null; said: string | null; differs: boolean };

/** The fields of a session that a person has set and no sync writes. */
export function ownFields(session: StrengthRow, format: Format): OwnField[] {
  const { editedFields, provider, timeZone } = session;
  const content = { ...session, ...contentOf(provider) };
  const words = { ...format, timeZone, shoes: new Map<string, string>() };
  const text = (from: typeof content, field: EditableStrengthField) => {
    const value = from[field];
    if (Array.isArray(value)) return exercisesText(value, format) || null;
    return fieldText(field, value instanceof Date ? value.toISOString() : value, words);
  };
  return EDITABLE_STRENGTH_FIELDS.filter((field) => editedFields.includes(field) && field in provider).map((field) => {
    const [shown, said] = [text(session, field), text(content, field)];
    return { field, shown, said, differs: shown !== said };
  });
}
