import type { PlainAction } from "./form-result";
import { showToast } from "./toast-event";

/** Runs a one-button action, says how it went and offers the way back with the same data. */
export async function runAction(
  action: PlainAction,
  data: FormData,
  said: { message?: string; undo?: PlainAction },
): Promise<boolean> {
  const result = await action(data);
  if (result?.ok === false) {
    showToast({ message: result.message ?? "This was refused and nothing changed.", tone: "bad" });
    return false;
  }
  const message = result?.message ?? said.message;
  const undo = said.undo;
  for (const [name, value] of Object.entries(result?.undo ?? {})) data.set(name, value);
  if (message) showToast({ message, undo: undo ? () => runAction(undo, data, { message: "Undone." }) : undefined });
  return true;
}
