import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ThreadPool } from "@/integrations/files/parse-pool";
import type { ReadFile } from "./jobs/prepare-unit";
import { type PreparedFile, prepareFile } from "./prepare-file";

/** Threads that read files: two keep one writer and the database busy. */
const READING_THREADS = 2;

/** JavaScript heap of a thread: enough for a recording of some days, not for a bomb. */
const HEAP_MB = 320;

type Reader = { readFile: ReadFile; close: () => Promise<void> };

/** Reads files in threads. @param script the thread's program, beside the caller's own */
export function threadReader(script: URL): Reader {
  const pool = new ThreadPool<{ bytes: Uint8Array<ArrayBuffer>; name: string }, PreparedFile>({
    script,
    threads: READING_THREADS,
    heapMb: HEAP_MB,
  });
  return {
    readFile: (bytes, name) => {
      const owned = ownMemory(bytes);
      return pool.run({ bytes: owned, name }, [owned.buffer]);
    },
    close: () => pool.close(),
  };
}

/** Small buffers share memory with others; only memory of their own can be handed to a thread. */
function ownMemory(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? new Uint8Array(buffer) : new Uint8Array(bytes);
}

/**
 * A reader for places without a worker beside them: threads where the bundled script lies in `build/`, else on the spot, where the
 * limits of time and memory are those of the request.
 */
export function readerForRequests(): Reader {
  const script = resolve(process.cwd(), "build", "import-thread.mjs");
  if (existsSync(script)) return threadReader(pathToFileURL(script));
  return { readFile: async (bytes, name) => prepareFile(bytes, name), close: async () => undefined };
}
