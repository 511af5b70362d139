/**
 * The outer structure of FIT bytes: which files are chained in them, and where each message begins and ends. What the messages
 * mean is left to fit-file-parser and, for the samples, to `fit-records.ts`.
 */

/** A field of a definition message. `offset` counts from the first byte after the record header. */
export type FitField = { number: number; size: number; baseType: number; offset: number };

export type FitDefinition = {
  global: number;
  littleEndian: boolean;
  fields: FitField[];
  /** Bytes of the native fields, then of the developer fields, of a data message. */
  nativeSize: number;
  developerSize: number;
  /** Place of the timestamp field, or -1. */
  timeOffset: number;
  /** Where the definition message itself stands, and how many bytes of it describe native fields. */
  start: number;
  nativeEnd: number;
};

export type FitVisitor = {
  definition(definition: FitDefinition): void;
  /** `at` is the record header's place; `timeS` the timestamp in FIT seconds that a compressed header gives, else null. */
  data(definition: FitDefinition, at: number, timeS: number | null): void;
};

/** One FIT file inside the bytes: header, data and (unless cut off) two bytes of checksum. */
export type FitLink = {
  start: number;
  dataStart: number;
  dataEnd: number;
  /** The header claims more than there is, or says 0 although data follow. */
  truncated: boolean;
  checksum: "right" | "wrong" | "missing";
};

/** True when the bytes at `at` begin with a FIT header. */
export function isFitHeader(bytes: Uint8Array, at = 0): boolean {
  const size = bytes[at];
  return (size === 12 || size === 14) && bytes.length >= at + size && ascii(bytes, at + 8) === ".FIT";
}

function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** Real ones chain fewer than ten. */
const MOST_LINKS = 100;

/**
 * The FIT files chained in the bytes, in order, at most 100. A length that is 0 or reaches past the end is replaced by what is there (the
 * recorder died before it wrote the length). Bytes after the last link that are no FIT file are counted in `trailing`.
 */
export function fitLinks(bytes: Buffer): { links: FitLink[]; trailing: number } {
  const links: FitLink[] = [];
  let at = 0;
  while (links.length < MOST_LINKS && isFitHeader(bytes, at)) {
    const dataStart = at + (bytes[at] ?? 0);
    const claimed = bytes.readUInt32LE(at + 4);
    const truncated = claimed === 0 || dataStart + claimed > bytes.length;
    const dataEnd = truncated ? bytes.length : dataStart + claimed;
    const checksum = truncated || dataEnd + 2 > bytes.length ? "missing" : checkOf(bytes, at, dataEnd);
    links.push({ start: at, dataStart, dataEnd, truncated, checksum });
    at = dataEnd + (checksum === "missing" ? 0 : 2);
  }
  return { links, trailing: bytes.length - at };
}

const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  return crc;
});

function checkOf(bytes: Buffer, start: number, end: number): "right" | "wrong" {
  let crc = 0;
  for (let at = start; at < end; at++) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return crc === bytes.readUInt16LE(end) ? "right" : "wrong";
}

const TIMESTAMP = 253;

/**
 * Walks the messages of [from, to). Returns where reading had to stop: `to`, or the first byte that cannot belong to a message
 * (damage, or a cut in the middle of one). Nothing after damage is read: a lost byte shifts all that follows into nonsense.
 * Compressed timestamps are resolved against the last full one of any message.
 */
export function walkFit(bytes: Buffer, from: number, to: number, visitor: FitVisitor): number {
  const definitions: (FitDefinition | undefined)[] = [];
  let lastTime: number | null = null;
  let at = from;
  while (at < to) {
    const header = bytes[at] ?? 0;
    if ((header & 0xc0) === 0x40) {
      const definition = readDefinition(bytes, at, to);
      if (!definition) return at;
      definitions[header & 0x0f] = definition;
      visitor.definition(definition);
      at = definition.nativeEnd + (header & 0x20 ? 1 + 3 * (bytes[definition.nativeEnd] ?? 0) : 0);
      continue;
    }
    const compressed = (header & 0x80) !== 0;
    if (!compressed && (header & 0x30) !== 0) return at;
    const definition = definitions[compressed ? (header >> 5) & 3 : header & 0x0f];
    const end = at + 1 + (definition ? definition.nativeSize + definition.developerSize : 0);
    if (!definition || end > to) return at;
    if (compressed && lastTime !== null) {
      const past: number = lastTime & 0x1f;
      lastTime += ((header & 0x1f) - past) & 0x1f;
      visitor.data(definition, at, lastTime);
    } else {
      const { timeOffset } = definition;
      if (timeOffset >= 0) {
        const time = definition.littleEndian ? bytes.readUInt32LE(at + 1 + timeOffset) : bytes.readUInt32BE(at + 1 + timeOffset);
        if (time !== 0xffffffff) lastTime = time;
      }
      visitor.data(definition, at, null);
    }
    at = end;
  }
  return at;
}

function readDefinition(bytes: Buffer, at: number, to: number): FitDefinition | null {
  const header = bytes[at] ?? 0;
  const architecture = bytes[at + 2] ?? 0xff;
  const count = bytes[at + 5] ?? 0;
  const nativeEnd = at + 6 + 3 * count;
  if ((header & 0x10) !== 0 || architecture > 1 || nativeEnd > to) return null;
  const littleEndian = architecture === 0;
  const fields: FitField[] = [];
  let nativeSize = 0;
  let timeOffset = -1;
  for (let index = 0; index < count; index++) {
    const place = at + 6 + 3 * index;
    const size = bytes[place + 1] ?? 0;
    const number = bytes[place] ?? 0;
    if (number === TIMESTAMP && size === 4) timeOffset = nativeSize;
    fields.push({ number, size, baseType: bytes[place + 2] ?? 0, offset: nativeSize });
    nativeSize += size;
  }
  let developerSize = 0;
  if (header & 0x20) {
    const developers = bytes[nativeEnd] ?? 0;
    if (nativeEnd + 1 + 3 * developers > to) return null;
    for (let index = 0; index < developers; index++) developerSize += bytes[nativeEnd + 2 + 3 * index] ?? 0;
  }
  const global = littleEndian ? bytes.readUInt16LE(at + 3) : bytes.readUInt16BE(at + 3);
  return { global, littleEndian, fields, nativeSize, developerSize, timeOffset, start: at, nativeEnd };
}
