import { UNPACK_RATIO } from "./gunzip";
import { FileRefused } from "./refused";

/** CONTRACT, limits: what an upload's archives may hold altogether. */
type Most = { entries: number; bytes: number };
const WHOLE_UPLOAD: Most = { entries: 100_000, bytes: 20 * 1024 ** 3 };

/** Archives in one uploaded file may unpack to this much whatever its size: small ones may be dense, and are read more than once. */
const RATIO_FREE_ARCHIVE = 64 * 1024 * 1024;

const TOO_MUCH = "The archive unpacks to more than 20 GB.";
const TOO_DENSE_ARCHIVE =
  "The archive unpacks to more than 200 times its size, which no export does; the rest of it was not unpacked.";

/**
 * What may still be unpacked. An archive, the archives in it and the archives in those draw on one budget, and the budgets of an
 * upload's files on that of the whole upload, so that layers and overlapping entries multiply nothing.
 */
export class UnpackBudget {
  private entries = 0;
  private bytes = 0;

  constructor(
    private readonly most: Most = WHOLE_UPLOAD,
    private readonly whole: UnpackBudget | null = null,
    private readonly words = TOO_MUCH,
  ) {}

  /** The budget of an uploaded file of so many bytes, a part of the whole upload's. */
  forFile(bytes: number): UnpackBudget {
    const most = { entries: this.most.entries, bytes: Math.max(RATIO_FREE_ARCHIVE, bytes * UNPACK_RATIO) };
    return new UnpackBudget(most, this, TOO_DENSE_ARCHIVE);
  }

  /** Takes the entries of an archive. Throws `FileRefused` when they are too many, and takes none then. */
  takeEntries(count: number): void {
    if (this.entries + count > this.most.entries) {
      throw new FileRefused(`The archive holds more than ${this.most.entries.toLocaleString("en")} files.`);
    }
    this.whole?.takeEntries(count);
    this.entries += count;
  }

  /** Throws `FileRefused` when an archive claims to hold more than may still be unpacked. */
  expect(bytes: number): void {
    if (this.bytes + bytes > this.most.bytes) throw new FileRefused(this.words);
    this.whole?.expect(bytes);
  }

  /** Takes bytes that came. Throws `FileRefused` when they are too many. */
  takeBytes(bytes: number): void {
    this.bytes += bytes;
    this.whole?.takeBytes(bytes);
    this.expect(0);
  }
}
