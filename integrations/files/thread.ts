import { parentPort } from "node:worker_threads";
import { FileRefused } from "./refused";

export type ThreadRequest = { id: number; input: unknown };
export type ThreadAnswer =
  | { kind: "ready" }
  | { kind: "done"; id: number; output: unknown }
  | { kind: "refused"; id: number; reason: string }
  | { kind: "failed"; id: number; message: string };

/**
 * The thread's side of a `ThreadPool`: call it once in the thread's own script with the work to do. The input is what the pool
 * was given; typed arrays in the output are handed over without a copy, so the job must not keep them. A thrown `FileRefused`
 * reaches the caller as one, anything else as an error with its message only.
 */
export function serveJobs<Input, Output>(job: (input: Input) => Output | Promise<Output>): void {
  const port = parentPort;
  if (!port) throw new Error("serveJobs belongs into the script of a worker thread");
  port.on("message", async ({ id, input }: ThreadRequest) => {
    try {
      const output = await job(input as Input);
      port.postMessage({ kind: "done", id, output } satisfies ThreadAnswer, buffersOf(output));
    } catch (error) {
      const answer: ThreadAnswer =
        error instanceof FileRefused
          ? { kind: "refused", id, reason: error.reason }
          : { kind: "failed", id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
      port.postMessage(answer);
    }
  });
  port.postMessage({ kind: "ready" } satisfies ThreadAnswer);
}

/** The memory of all typed arrays in a value that own theirs entirely, each once. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    const { buffer } = value;
    if (buffer instanceof ArrayBuffer && buffer.byteLength === value.byteLength) found.add(buffer);
  } else if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    for (const part of Object.values(value)) if (typeof part === "object") buffersOf(part, found);
  }
  return [...found];
}
