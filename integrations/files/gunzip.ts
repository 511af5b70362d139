import { constants, gunzipSync } from "node:zlib";
import { FileRefused } from "./refused";

/** CONTRACT, limits: one activity file. */
export const ACTIVITY_FILE_BYTES = 64 * 1024 * 1024;
/** CONTRACT, limits: unpacked over packed. Small files may exceed it, they cannot do harm. */
export const UNPACK_RATIO = 200;
export const RATIO_FREE_BYTES = 1024 * 1024;

export const TOO_LARGE = "The file is larger than 64 MB, which no activity needs.";
export const TOO_DENSE = "The file unpacks to more than 200 times its size, which no activity does; it was not unpacked.";

/**
 * Unpacks gzip bytes into at most 64 MB and 200 times their size. A stream that breaks off gives what is there, so that a
 * recording cut in the middle can still be read up to the cut. Throws `FileRefused` past the limits and for damaged data.
 */
export function gunzip(bytes: Buffer): Buffer {
  const byRatio = Math.max(RATIO_FREE_BYTES, bytes.length * UNPACK_RATIO);
  try {
    return gunzipSync(bytes, {
      maxOutputLength: Math.min(ACTIVITY_FILE_BYTES, byRatio),
      finishFlush: constants.Z_SYNC_FLUSH,
    });
  } catch (error) {
    const tooMuch =
      error instanceof RangeError || (error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE");
    if (tooMuch) throw new FileRefused(byRatio < ACTIVITY_FILE_BYTES ? TOO_DENSE : TOO_LARGE);
    throw new FileRefused("The gzip file is damaged and cannot be unpacked. Download it again.");
  }
}
