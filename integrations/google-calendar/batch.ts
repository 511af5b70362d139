import { ProviderFailure } from "@/integrations/failures";
import type { Outcome } from "./push";

/** Requests under way at once: more would only reach the minute's limit sooner. */
const AT_ONCE = 4;

/** So many failures of Google's own without a single success mean that it is Google, not the event. */
const MOST_IN_A_ROW = 3;

/** Work on one run's event, and what it is called where it fails. */
export type Task = { runId: string; name: string; version: number; work: () => Promise<Outcome> };

/** What came of a batch. `end` is why the sync cannot go on after it. */
export type BatchResult = {
  done: { task: Task; outcome: Outcome }[];
  failed: { task: Task; words: string }[];
  end: ProviderFailure | null;
};

/**
 * Works on a batch of events, several at once. What concerns one event alone lets the others go on; what concerns the connection ends
 * the batch, and what is done by then counts. `probe` asks for something else, to tell trouble with an event from trouble with Google.
 */
export async function workOn(tasks: readonly Task[], probe: () => Promise<unknown>): Promise<BatchResult> {
  const result: BatchResult = { done: [], failed: [], end: null };
  const passing: { task: Task; failure: ProviderFailure }[] = [];
  const queue = [...tasks];
  const isOver = () =>
    result.end !== null ||
    (passing.length >= MOST_IN_A_ROW && result.done.length === 0) ||
    result.done.some(({ outcome }) => outcome.is === "no_calendar");
  const worker = async () => {
    while (!isOver()) {
      const task = queue.shift();
      if (!task) return;
      try {
        result.done.push({ task, outcome: await task.work() });
      } catch (error) {
        if (!(error instanceof ProviderFailure)) throw error;
        if (error.kind === "item") result.failed.push({ task, words: error.message });
        else if (error.kind === "transient") passing.push({ task, failure: error });
        else result.end ??= error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, tasks.length) }, worker));
  if (passing.length > 0 && result.end === null) await decide(result, passing, probe);
  return result;
}

/** Failures that may pass are the events' own where anything else works, and Google's where nothing does. */
async function decide(
  result: BatchResult,
  passing: readonly { task: Task; failure: ProviderFailure }[],
  probe: () => Promise<unknown>,
): Promise<void> {
  const nothingWorked = result.done.length === 0;
  if (nothingWorked) {
    try {
      await probe();
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      result.end = error;
      return;
    }
    if (passing.length >= MOST_IN_A_ROW) result.end = passing.at(-1)?.failure ?? null;
  }
  for (const { task, failure } of passing) result.failed.push({ task, words: failure.message });
}
