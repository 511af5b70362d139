import { Failure } from "./errors";

/**
 * The pieces of a request's body as they come. A sender that goes away leaves a body that neither goes on nor ends, so its signal ends
 * the wait. @throws Failure "malformed" when the sender went away
 */
export async function* bodyPieces(request: {
  body: ReadableStream<Uint8Array> | null;
  signal: AbortSignal;
}): AsyncGenerator<Uint8Array> {
  const { body, signal } = request;
  if (!body) return;
  const reader = body.getReader();
  const leave = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", leave, { once: true });
  try {
    while (!signal.aborted) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    if (signal.aborted) throw new Failure("malformed", "The request broke off before its body was complete.");
  } finally {
    signal.removeEventListener("abort", leave);
    leave();
  }
}
