import { createWriteStream } from "node:fs";
import { statfs } from "node:fs/promises";
import { basename, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from "@fastify/busboy";
import { bodyPieces } from "./body-pieces";
import { Failure } from "./errors";
import { log } from "./log";

/** A file as it arrived: the name the sender gave it, the name it lies under, its size. */
export type ReceivedFile = { name: string; stored: string; bytes: number };

export type ReceiveLimits = { totalBytes: number; files: number };

/** What a form's own frame may add to the files: boundaries, headers, small fields. */
const FRAME_BYTES = 16 * 1024 * 1024;
const LONGEST_NAME = 500;

/** What stays free on the disk, because the database usually lies on the same one and stops when it is full. */
const RESERVE_BYTES = 256 * 1024 * 1024;

/**
 * Receives the `file` parts of a multipart form straight into a folder, as `0001`, `0002` and so on. Other fields are passed over,
 * as are file fields that were left empty. What it has written by the time it fails is for the caller to remove.
 * @throws Failure "unsupported" (no multipart form), "too_large", "malformed" (broken off or not a form), "invalid" (no file in it),
 * "no_space" (the disk is full, or would be)
 */
export async function receiveFiles(
  request: { headers: Headers; body: ReadableStream<Uint8Array> | null; signal: AbortSignal },
  folder: string,
  limits: ReceiveLimits,
): Promise<ReceivedFile[]> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new Failure("unsupported", "Send the files as multipart/form-data, in parts named file.");
  }
  const tooLarge = new Failure("too_large", `The files together are larger than ${inWords(limits.totalBytes)}.`);
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > limits.totalBytes + FRAME_BYTES) throw tooLarge;
  if (!request.body) throw noFile();
  await mustFit(declared, folder);
  const form = openForm(type, limits.files);
  const writing: Promise<ReceivedFile | null>[] = [];
  // A form that breaks off leaves its open part waiting for more.
  const broken = new AbortController();
  let total = 0;
  let tooMany = false;
  const count = (bytes: number) => {
    total += bytes;
    return total > limits.totalBytes ? tooLarge : null;
  };
  form.on("filesLimit", () => {
    tooMany = true;
  });
  form.on("file", (field: string, part: BusboyFileStream, name: string | undefined) => {
    if (field !== "file") {
      part.resume();
      return;
    }
    const stored = String(writing.length + 1).padStart(4, "0");
    const one = writeOne(part, count, join(folder, stored), cleanName(name), broken.signal);
    // The first failure ends the form; until it is looked at it must not count as unhandled.
    one.catch((error: Error) => form.destroy(error));
    writing.push(one);
  });
  let files: ReceivedFile[];
  try {
    await pipeline(bodyPieces(request), form);
    files = (await Promise.all(writing)).flatMap((file) => file ?? []);
  } catch (error) {
    broken.abort();
    await Promise.allSettled(writing);
    if (error instanceof Failure && error.kind !== "malformed") throw error;
    if (isFull(error)) throw noSpace(folder);
    if (isDiskFault(error)) throw error;
    throw new Failure("malformed", "The upload broke off or is not a complete form. Nothing was kept; send it again.");
  }
  if (tooMany) throw new Failure("too_large", `More than ${limits.files} files at once. Send them in parts, or as one zip.`);
  if (files.length === 0) throw noFile();
  if (files.every((file) => file.bytes === 0))
    throw new Failure("invalid", "The files are empty.", fieldOf("The files are empty."));
  return files;
}

function openForm(type: string, files: number): BusboyInstance {
  const headers: BusboyHeaders = { "content-type": type };
  try {
    return new Busboy({ headers, preservePath: true, limits: { files, fields: 100, fieldSize: 100_000, headerPairs: 100 } });
  } catch {
    throw new Failure("malformed", "The form names no boundary between its parts.");
  }
}

async function writeOne(
  part: BusboyFileStream,
  count: (bytes: number) => Error | null,
  path: string,
  name: string,
  broken: AbortSignal,
): Promise<ReceivedFile | null> {
  let bytes = 0;
  const counted = new Transform({
    transform(piece: Buffer, _, done) {
      bytes += piece.length;
      done(count(piece.length), piece);
    },
  });
  await pipeline(part, counted, createWriteStream(path, { mode: 0o600 }), { signal: broken });
  // A browser sends an empty part without a name for a field in which nothing was chosen.
  return name === "" && bytes === 0 ? null : { name: name || "unnamed", stored: basename(path), bytes };
}

function cleanName(name: string | undefined): string {
  return (name ?? "")
    .replaceAll("\\", "/")
    .replaceAll(/[\p{Cc}\p{Surrogate}]/gu, "")
    .trim()
    .slice(-LONGEST_NAME);
}

function noFile(): Failure {
  return new Failure("invalid", "There is no file in the form.", fieldOf("Choose at least one file."));
}

function fieldOf(message: string) {
  return { fields: [{ path: "file", message }] };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

const isFull = (error: unknown) => ["ENOSPC", "EDQUOT"].includes(codeOf(error));

const isDiskFault = (error: unknown) => ["EACCES", "EROFS", "ENOENT", "EIO", "EMFILE"].includes(codeOf(error));

async function mustFit(declared: number, folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (declared + RESERVE_BYTES > bavail * bsize) throw noSpace(folder);
}

/** Logged as well: whoever sends the files may not be the one who can make room. */
function noSpace(folder: string): Failure {
  log().warn({ folder }, "the disk has no room for an upload");
  return new Failure(
    "no_space",
    "The server's disk has no room for these files. Nothing was kept. Make room and send them again.",
  );
}

function inWords(bytes: number): string {
  return bytes >= 1024 ** 3 ? `${bytes / 1024 ** 3} GB` : `${Math.round(bytes / 1024 ** 2)} MB`;
}
