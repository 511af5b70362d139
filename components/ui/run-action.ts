import type { PlainAction } from "./form-result";
import { showToast } from "./toast-event";

/** Runs a one-button action, says how it went and offers the way back with the same data. */
export async function runAction(
  action: PlainAction,
  data: FormData,
  said: { message?: string; undo?: PlainAction },
): Promise<boolean> {
  const result = await answerOf(action, data);
  if (result === "unreached") {
    showToast({ message: "Almanac could not be reached. Try again when you are connected.", tone: "bad" });
    return false;
  }
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

/** What the action answers; a browser that reaches nobody throws a TypeError, which is no reason to lose the page. */
async function answerOf(action: PlainAction, data: FormData) {
  try {
    return await action(data);
  } catch (error) {
    if (error instanceof TypeError) return "unreached" as const;
    throw error;
  }
}
