/** One object after another out of a file that is too long to hold: heartbeats one by one, or whole days. */
export type Piece =
  | { kind: "heartbeat"; date: string | null; text: string; bytes: number }
  /** A day that holds no list of heartbeats. */
  | { kind: "day"; text: string; bytes: number }
  /** An object that is longer than anything of its kind; it was passed over. */
  | { kind: "huge"; of: "heartbeat" | "day"; date: string | null }
  /** A day with a list of heartbeats ends. */
  | { kind: "end" };

const [QUOTE, COMMA, COLON, OPEN, BACKSLASH, CLOSE, BEGIN, END] = [34, 44, 58, 91, 92, 93, 123, 125];

/** What is longer is no heartbeat, and no day's totals. */
const LONGEST_HEARTBEAT = 1024 * 1024;
const LONGEST_DAY = 32 * 1024 * 1024;

/** Names of fields and dates; longer texts are none. */
const LONGEST_WORD = 32;

/** Where the objects lie: the root's list `days`, and a day's list `heartbeats`. */
const [ROOT, DAYS, DAY, BEATS] = [1, 2, 3, 4];

/**
 * Finds the objects in the text of a data dump, fed to it piece by piece. It looks only at what gives JSON its structure, and holds one
 * object at a time: the memory it takes does not depend on the length of the file. With `keep` false it only counts: texts are empty.
 */
export class DumpScanner {
  private depth = 0;
  private quoted = false;
  private escaped = false;
  /** The last word at a depth where words matter, and the field that it was the name of. */
  private word = "";
  private field = "";
  private listsDays = false;
  private inDays = false;
  private date: string | null = null;
  private hasBeats = false;
  /** What has been kept of the object under way; null while there is none. */
  private kept: Buffer[] | null = null;
  private keptBytes = 0;
  private from = 0;
  private found: Piece[] = [];

  constructor(private readonly keep: boolean) {}

  /** A list of days was found. */
  get sawDays(): boolean {
    return this.listsDays;
  }

  /** The text came to its end: everything that was opened is closed. */
  get isWhole(): boolean {
    return this.depth === 0 && this.listsDays && !this.quoted;
  }

  /** What the next bytes complete. */
  feed(bytes: Uint8Array): Piece[] {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.found = [];
    this.from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.quoted) this.inText(byte);
      else if (byte === QUOTE) {
        this.quoted = true;
        if (this.depth === ROOT || this.depth === DAY) this.word = "";
      } else if (byte >= OPEN || byte === COMMA || byte === COLON) this.structure(byte, chunk, at);
    }
    if (this.kept) this.take(chunk, chunk.length);
    return this.found;
  }

  private inText(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) this.quoted = false;
    else if ((this.depth === ROOT || this.depth === DAY) && this.word.length < LONGEST_WORD)
      this.word += String.fromCharCode(byte);
  }

  private structure(byte: number, chunk: Buffer, at: number): void {
    switch (byte) {
      case BEGIN:
        this.depth++;
        if (this.depth === DAY && this.inDays) this.beginDay(at);
        else if (this.depth === BEATS + 1 && this.hasBeats && !this.kept) this.begin(at);
        return;
      case OPEN:
        this.depth++;
        if (this.depth === DAYS && this.field === "days") this.listsDays = this.inDays = true;
        if (this.depth === BEATS && this.field === "heartbeats" && this.kept) {
          this.hasBeats = true;
          this.kept = null;
        }
        return;
      case END:
      case CLOSE:
        this.close(chunk, at);
        return;
      case COLON:
        if (this.depth === ROOT || this.depth === DAY) {
          this.field = this.word;
          this.word = "";
        }
        return;
      case COMMA:
        this.endField();
    }
  }

  private endField(): void {
    if (this.depth !== ROOT && this.depth !== DAY) return;
    if (this.depth === DAY && this.field === "date") this.date = this.word;
    this.field = "";
  }

  private beginDay(at: number): void {
    this.date = null;
    this.hasBeats = false;
    this.field = "";
    this.begin(at);
  }

  private begin(at: number): void {
    this.kept = [];
    this.keptBytes = 0;
    this.from = at;
  }

  private close(chunk: Buffer, at: number): void {
    if (this.depth === BEATS + 1 && this.hasBeats && this.kept) {
      this.finish(chunk, at, "heartbeat", LONGEST_HEARTBEAT);
    } else if (this.depth === DAY && this.inDays) {
      this.endField();
      if (this.hasBeats) this.found.push({ kind: "end" });
      else if (this.kept) this.finish(chunk, at, "day", LONGEST_DAY);
      this.kept = null;
      this.hasBeats = false;
    }
    if (this.depth === DAYS) this.inDays = false;
    this.depth = Math.max(0, this.depth - 1);
  }

  private finish(chunk: Buffer, at: number, kind: "heartbeat" | "day", longest: number): void {
    this.take(chunk, at + 1);
    if (this.keptBytes > longest) this.found.push({ kind: "huge", of: kind, date: this.date });
    else {
      const text = this.keep && this.kept ? Buffer.concat(this.kept).toString("utf8") : "";
      const bytes = this.keptBytes;
      this.found.push(kind === "day" ? { kind, text, bytes } : { kind, date: this.date, text, bytes });
    }
    this.kept = null;
  }

  /** Keeps what has come of the object; of one that is too long only how long it is. */
  private take(chunk: Buffer, to: number): void {
    const longest = this.hasBeats ? LONGEST_HEARTBEAT : LONGEST_DAY;
    this.keptBytes += to - this.from;
    if (this.keptBytes > longest) this.kept = [];
    else if (this.keep) this.kept?.push(Buffer.from(chunk.subarray(this.from, to)));
    this.from = 0;
  }
}
