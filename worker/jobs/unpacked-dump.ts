import { Readable } from "node:stream";
import { constants, createGunzip, gunzipSync } from "node:zlib";
import { detect, HEAD_BYTES } from "@/integrations/files/detect";
import { RATIO_FREE_BYTES, TOO_DENSE, UNPACK_RATIO } from "@/integrations/files/gunzip";
import { FileRefused } from "@/integrations/files/refused";
import type { UnpackBudget } from "@/integrations/files/unpack-budget";

/** Whether a gzip file that begins so holds one of WakaTime's data dumps. */
export function isDumpInside(head: Buffer): boolean {
  try {
    const begins = gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: UNPACK_RATIO * HEAD_BYTES });
    return detect(begins.subarray(0, HEAD_BYTES), "dump.json").kind === "wakatime-dump";
  } catch {
    return false;
  }
}

/** What a gzip file of so many bytes holds, piece by piece. @throws FileRefused for damage and past the limits */
export async function* gunzipped(
  source: AsyncIterable<Uint8Array>,
  packedBytes: number,
  budget: UnpackBudget,
): AsyncGenerator<Buffer> {
  const most = Math.max(RATIO_FREE_BYTES, packedBytes * UNPACK_RATIO);
  const packed = Readable.from(source);
  const unpacked = createGunzip();
  packed.on("error", (error) => unpacked.destroy(error));
  let bytes = 0;
  try {
    for await (const piece of packed.pipe(unpacked) as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > most) throw new FileRefused(TOO_DENSE);
      budget.takeBytes(piece.length);
      yield piece;
    }
  } catch (error) {
    const damaged = error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_");
    // What a broken off download holds until there is good; the reader sees that it is not whole.
    if (!damaged) throw error;
    if (error.code !== "Z_BUF_ERROR")
      throw new FileRefused("The gzip file is damaged and cannot be unpacked. Download it again.");
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
}
