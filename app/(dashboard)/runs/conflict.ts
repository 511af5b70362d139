import { labelOf } from "@/domain/run-fields";
import { Failure } from "@/lib/errors";
import { RUN_TEXT_FIELDS, type RunTexts, touched } from "./run-form";

/**
 * Somebody changed the run while a form was open. Beside each field that both changed stands what is there now; nothing that was
 * typed is lost, and saving again (with the version that is there now) is a decision.
 */
export function runConflict(typed: RunTexts, shown: RunTexts, now: RunTexts, current: unknown): Failure {
  const theirs = RUN_TEXT_FIELDS.filter((field) => now[field] !== shown[field]);
  const mine = new Set(touched(typed, shown));
  const both = theirs.filter((field) => mine.has(field) && typed[field].trim() !== now[field].trim());
  const others = theirs.filter((field) => !mine.has(field));
  const meanwhile = others.map((field) => `${labelOf(field)} is now ${quoted(now[field])}`).join(", ");
  const message = [
    "This run was changed while you had it open. Nothing was saved yet, and nothing you wrote is lost.",
    meanwhile && `Meanwhile ${meanwhile}; that stays.`,
    "Save again to put your changes on top.",
  ];
  return new Failure("conflict", message.filter(Boolean).join(" "), {
    current,
    fields: both.map((path) => ({
      path,
      message: `Now ${quoted(now[path])}; it was ${quoted(shown[path])} when you opened this page. Saving again sets yours.`,
    })),
  });
}

function quoted(text: string): string {
  return text === "" ? "empty" : `“${text}”`;
}
