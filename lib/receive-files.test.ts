import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { receiveFiles } from "./receive-files";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "receive-"));
});
afterEach(() => rm(folder, { recursive: true }));

const START = '--line\r\nContent-Disposition: form-data; name="file"; filename="a.fit"\r\n\r\n';

/** A form that has sent its first piece and then waits for more, as one does whose sender has lost the line. */
function unfinished(signal: AbortSignal) {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(`${START}the first bytes`)),
  });
  return { headers: new Headers({ "content-type": "multipart/form-data; boundary=line" }), body, signal };
}

const limits = { totalBytes: 1_000_000, files: 10 };

it("ends when the sender goes away in the middle of a file", async () => {
  const sender = new AbortController();
  const receiving = receiveFiles(unfinished(sender.signal), folder, limits);
  receiving.catch(() => undefined);
  while ((await readdir(folder)).length === 0) await new Promise((resolve) => setImmediate(resolve));
  sender.abort();
  await expect(receiving).rejects.toMatchObject({ kind: "malformed" });
});

it("ends when the sender has gone before the first byte is read", async () => {
  await expect(receiveFiles(unfinished(AbortSignal.abort()), folder, limits)).rejects.toMatchObject({ kind: "malformed" });
});
