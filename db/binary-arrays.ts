import type { BulkColumn, BulkRow, BulkValue } from "./bulk";

/**
 * Columns of bulk writes as arrays in PostgreSQL's binary form: numbers and instants travel as they are held on both sides, and no text
 * is quoted here only to be taken apart there. That saves a third of making a bulk statement and a tenth of carrying it out.
 */

type Encoded = "text" | "float8" | "int4" | "timestamptz" | "date" | "jsonb";

/** The server's numbers of the types, which never change. */
const OIDS: Record<Encoded, number> = { text: 25, float8: 701, int4: 23, timestamptz: 1184, date: 1082, jsonb: 3802 };

const HEADER_BYTES = 20;
const DAY_MS = 86_400_000;
/** The server counts days and microseconds from the first day of 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
/** Years before the first are written in another way. */
const FIRST_MS = Date.parse("0001-01-02T00:00:00Z");
const JSONB_VERSION = 1;
/** Short texts are copied character by character, which is faster than asking the runtime to. */
const SHORT = 64;
const WHOLE = 2 ** 32;

/** Where arrays are put together. Nothing here waits, so one is enough; it grows to the largest column there was. */
let room = Buffer.allocUnsafe(64 * 1024);
let end = 0;

function reserve(bytes: number): void {
  if (room.length - end >= bytes) return;
  const larger = Buffer.allocUnsafe(Math.max(room.length * 2, end + bytes));
  room.copy(larger, 0, 0, end);
  room = larger;
}

/**
 * One column of some rows as an array in binary form. Null where a value is not in the usual form of its type (or the type is sent as
 * text anyway): the server reads that column from text, and has the last word on it. Numbers that are none become null.
 */
export function binaryArray(rows: readonly BulkRow[], name: string, type: BulkColumn[1]): Buffer | null {
  const encoded = type === "text[]" ? "text" : type;
  if (encoded === "uuid" || encoded === "int8") return null;
  end = 0;
  const put = PUT[encoded];
  for (const number of [1, 1, OIDS[encoded], rows.length, 1]) putInt(number);
  for (const row of rows) {
    const value = row[name];
    if (value === null || value === undefined) {
      reserve(4);
      putInt(-1);
    } else if (!put(value)) return null;
  }
  return Buffer.from(room.subarray(0, end));
}

function putInt(value: number): void {
  reserve(HEADER_BYTES);
  end = room.writeInt32BE(value, end);
}

function putFloat(value: BulkValue): boolean {
  if (typeof value !== "number") return false;
  reserve(12);
  if (!Number.isFinite(value)) {
    end = room.writeInt32BE(-1, end);
    return true;
  }
  end = room.writeInt32BE(8, end);
  end = room.writeDoubleBE(value, end);
  return true;
}

function putWhole(value: BulkValue): boolean {
  if (typeof value !== "number" || (value | 0) !== value) return false;
  reserve(8);
  end = room.writeInt32BE(4, end);
  end = room.writeInt32BE(value, end);
  return true;
}

function putText(value: BulkValue): boolean {
  if (typeof value !== "string") return false;
  reserve(4 + value.length * 3);
  const start = end + 4;
  const bytes = copyText(value, start);
  room.writeInt32BE(bytes, end);
  end = start + bytes;
  return true;
}

function putJson(value: BulkValue): boolean {
  const text = String(value);
  reserve(5 + text.length * 3);
  const start = end + 5;
  const bytes = copyText(text, start);
  room.writeInt32BE(bytes + 1, end);
  room[end + 4] = JSONB_VERSION;
  end = start + bytes;
  return true;
}

/** Writes a text where there is room for it; answers its length in bytes. */
function copyText(text: string, start: number): number {
  const { length } = text;
  if (length <= SHORT) {
    let at = 0;
    for (; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code > 0x7f) break;
      room[start + at] = code;
    }
    if (at === length) return length;
  }
  return room.write(text, start);
}

/** An instant as `Date.prototype.toISOString` writes it; others may be finer than this could keep. */
function isPlainInstant(text: string): boolean {
  return (text.length === 24 || text.length === 20) && text.endsWith("Z") && text.charCodeAt(10) === 0x54;
}

/** Whether a text that begins with a day means that day: here the 30th of February would be the 2nd of March, the server refuses it. */
function isRealDay(text: string, ms: number): boolean {
  if (!(ms >= FIRST_MS)) return false;
  const day = (text.charCodeAt(8) - 0x30) * 10 + text.charCodeAt(9) - 0x30;
  return day <= 28 || new Date(ms).getUTCDate() === day;
}

function putInstant(value: BulkValue): boolean {
  let ms: number;
  if (value instanceof Date) ms = value.getTime();
  else if (typeof value === "string" && isPlainInstant(value)) ms = Date.parse(value);
  else return false;
  if (!(ms >= FIRST_MS) || (typeof value === "string" && !isRealDay(value, ms))) return false;
  const micros = (ms - EPOCH_MS) * 1000;
  if (!Number.isSafeInteger(micros)) return false;
  reserve(12);
  const high = Math.floor(micros / WHOLE);
  end = room.writeInt32BE(8, end);
  end = room.writeInt32BE(high, end);
  end = room.writeUInt32BE(micros - high * WHOLE, end);
  return true;
}

const PLAIN_DAY = /^\d{4}-\d\d-\d\d$/;

function putDay(value: BulkValue): boolean {
  if (typeof value !== "string" || !PLAIN_DAY.test(value)) return false;
  const ms = Date.parse(value);
  if (!isRealDay(value, ms)) return false;
  reserve(8);
  end = room.writeInt32BE(4, end);
  end = room.writeInt32BE((ms - EPOCH_MS) / DAY_MS, end);
  return true;
}

const PUT: Record<Encoded, (value: BulkValue) => boolean> = {
  text: putText,
  float8: putFloat,
  int4: putWhole,
  timestamptz: putInstant,
  date: putDay,
  jsonb: putJson,
};
