import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, symlink } from "node:fs/promises";
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

/** A whole form with one small file, whatever its headers claim. */
function whole(headers: Record<string, string> = {}) {
  const body = new Blob([`${START}all of it\r\n--line--\r\n`]).stream();
  const type = { "content-type": "multipart/form-data; boundary=line" };
  return { headers: new Headers({ ...type, ...headers }), body, signal: new AbortController().signal };
}

it("takes a file that fits on the disk", async () => {
  const files = await receiveFiles(whole(), folder, limits);
  expect(files).toEqual([{ name: "a.fit", stored: "0001", bytes: 9 }]);
});

it("refuses what would fill the disk before a byte of it is written", async () => {
  const request = whole({ "content-length": String(2 ** 52) });
  const receiving = receiveFiles(request, folder, { ...limits, totalBytes: 2 ** 53 });
  await expect(receiving).rejects.toMatchObject({ kind: "no_space", status: 507 });
  expect(await readdir(folder)).toEqual([]);
});

it.skipIf(!existsSync("/dev/full"))("says so when the disk is full in the middle of a file", async () => {
  await symlink("/dev/full", join(folder, "0001"));
  await expect(receiveFiles(whole(), folder, limits)).rejects.toMatchObject({ kind: "no_space" });
});
