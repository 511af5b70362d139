import type { Readable } from "node:stream";
import { Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from "yauzl";
import { ACTIVITY_FILE_BYTES, RATIO_FREE_BYTES, TOO_DENSE, TOO_LARGE, UNPACK_RATIO } from "./gunzip";
import { FileRefused } from "./refused";
import { UnpackBudget } from "./unpack-budget";

const BROKEN = "The zip file is incomplete or damaged. Download it again.";
const DAMAGED_ENTRY = "This entry is damaged in the archive and cannot be unpacked.";

/** A file of the archive. `bytes` is what the archive claims; reading counts what really comes. */
export type ZipEntry = { path: string; bytes: number };
export type RefusedEntry = { path: string; reason: string };

type Place = Pick<
  Entry,
  "relativeOffsetOfLocalHeader" | "compressedSize" | "uncompressedSize" | "compressionMethod" | "generalPurposeBitFlag"
>;

/**
 * A zip archive on disk, of which only the table of contents is in memory: entries are unpacked one at a time. Directories and
 * what operating systems leave behind are passed over; entries with dangerous names are listed in `refused` and never opened.
 */
export class ZipArchive {
  private constructor(
    private readonly file: ZipFile,
    private readonly places: Map<string, Place>,
    readonly entries: ZipEntry[],
    readonly refused: RefusedEntry[],
    private readonly budget: UnpackBudget,
  ) {}

  /** Opens the archive at `path`. Throws `FileRefused` when it is no whole zip file or exceeds the budget. Close it when done. */
  static async open(path: string, budget = new UnpackBudget()): Promise<ZipArchive> {
    let file: ZipFile;
    try {
      file = await openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
    } catch (error) {
      if (error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("E")) throw error;
      throw new FileRefused(BROKEN);
    }
    try {
      const { places, entries, refused } = await list(file, budget);
      return new ZipArchive(file, places, entries, refused, budget);
    } catch (error) {
      file.close();
      throw error instanceof FileRefused ? error : new FileRefused(BROKEN);
    }
  }

  /** One entry, unpacked into memory, at most `limit` bytes. Throws `FileRefused` for damage and past the limits. */
  async read(path: string, limit = ACTIVITY_FILE_BYTES): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of this.stream(path)) {
      length += piece.length;
      if (length > limit) throw new FileRefused(TOO_LARGE);
      pieces.push(piece);
    }
    return Buffer.concat(pieces, length);
  }

  /** One entry, piece by piece. Real bytes are counted against the limits, whatever the archive claims about itself. */
  async *stream(path: string): AsyncGenerator<Buffer> {
    const place = this.places.get(path);
    if (!place) throw new FileRefused("The archive has no such file.");
    const mostByRatio = Math.max(RATIO_FREE_BYTES, place.compressedSize * UNPACK_RATIO);
    let length = 0;
    for await (const piece of this.pieces(place)) {
      length += piece.length;
      if (length > mostByRatio) throw new FileRefused(TOO_DENSE);
      this.budget.takeBytes(piece.length);
      yield piece;
    }
  }

  private async *pieces(place: Place): AsyncGenerator<Buffer> {
    let source: Readable | null = null;
    try {
      source = await this.file.openReadStreamPromise(Object.assign(new Entry(), place));
      for await (const piece of source) yield piece as Buffer;
    } catch (error) {
      throw error instanceof FileRefused ? error : new FileRefused(DAMAGED_ENTRY);
    } finally {
      source?.destroy();
    }
  }

  close(): void {
    this.file.close();
  }
}

type Contents = { places: Map<string, Place>; entries: ZipEntry[]; refused: RefusedEntry[] };

async function list(file: ZipFile, budget: UnpackBudget): Promise<Contents> {
  budget.takeEntries(file.entryCount);
  const places = new Map<string, Place>();
  const entries: ZipEntry[] = [];
  const refused: RefusedEntry[] = [];
  let claimed = 0;
  let count = 0;
  for await (const entry of file.eachEntry()) {
    // What the archive says of itself may be too little.
    if (++count > file.entryCount) budget.takeEntries(1);
    const path = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
    if (path.endsWith("/") || isLeftover(path)) continue;
    const reason = places.has(path) ? "The archive holds two files of this name; the first one counts." : refusal(path, entry);
    if (reason) {
      refused.push({ path: shown(path), reason });
      continue;
    }
    claimed += entry.uncompressedSize;
    budget.expect(claimed);
    const { relativeOffsetOfLocalHeader, compressedSize, uncompressedSize, compressionMethod, generalPurposeBitFlag } = entry;
    places.set(path, {
      relativeOffsetOfLocalHeader,
      compressedSize,
      uncompressedSize,
      compressionMethod,
      generalPurposeBitFlag,
    });
    entries.push({ path, bytes: uncompressedSize });
  }
  return { places, entries, refused };
}

/** What macOS and Windows put beside a person's files. */
function isLeftover(path: string): boolean {
  return /(^|\/)(__MACOSX\/|\._[^/]*$|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path);
}

const UNIX = 3;
const FILE_TYPE_BITS = 0o170000;
const SYMLINK = 0o120000;

function refusal(path: string, entry: Entry): string | null {
  if (path === "" || path.includes("\0") || validateFileName(path) !== null)
    return "The name of this entry points outside the archive.";
  const mode = entry.externalFileAttributes >>> 16;
  if (entry.versionMadeBy >> 8 === UNIX && (mode & FILE_TYPE_BITS) === SYMLINK) return "This entry is a link to another file.";
  if (entry.isEncrypted()) return "This entry is locked with a password. Unpack the archive and import the files.";
  if (!entry.canDecodeFileData())
    return "This entry is packed in a way that cannot be read. Pack the archive again as a plain zip.";
  if (entry.uncompressedSize > Math.max(RATIO_FREE_BYTES, entry.compressedSize * UNPACK_RATIO)) return TOO_DENSE;
  return null;
}

/** A refused name, safe to store and show. */
function shown(path: string): string {
  return path.replace(/\p{Cc}/gu, "?").slice(0, 300);
}
