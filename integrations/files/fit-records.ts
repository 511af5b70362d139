import type { FitDefinition, FitField } from "./fit-frames";
import { columnOf, type Samples } from "./samples";
import { FIT_EPOCH_S, SEMICIRCLE_DEG } from "./units";

/** Global message numbers of the FIT profile that carry samples. */
export const RECORD = 20;
export const HEART_RATE_STREAM = 132;

const LAT = columnOf("lat");
const LNG = columnOf("lng");
const ALTITUDE = columnOf("altitude");
const DISTANCE = columnOf("distance");
const SPEED = columnOf("speed");
const CADENCE = columnOf("cadence");

/** What a native field of a record message means: value = raw / scale - shift, into a column of `Samples`. */
const MEANING = new Map<number, { column: number; scale: number; shift: number }>([
  [0, { column: LAT, scale: 1 / SEMICIRCLE_DEG, shift: 0 }],
  [1, { column: LNG, scale: 1 / SEMICIRCLE_DEG, shift: 0 }],
  [2, { column: ALTITUDE, scale: 5, shift: 500 }],
  [3, { column: columnOf("heartRate"), scale: 1, shift: 0 }],
  [4, { column: CADENCE, scale: 1, shift: 0 }],
  [5, { column: DISTANCE, scale: 100, shift: 0 }],
  [6, { column: SPEED, scale: 1000, shift: 0 }],
  [7, { column: columnOf("power"), scale: 1, shift: 0 }],
  [13, { column: columnOf("temperature"), scale: 1, shift: 0 }],
  [73, { column: SPEED, scale: 1000, shift: 0 }],
  [78, { column: ALTITUDE, scale: 5, shift: 500 }],
]);
const TIMESTAMP = 253;
const COMPRESSED_SPEED_DISTANCE = 8;
const FRACTIONAL_CADENCE = 53;

/** Bytes of one element of a FIT base type; 0 for strings and types that carry no sample. */
function elementSize(baseType: number): number {
  switch (baseType & 0x1f) {
    case 0:
    case 1:
    case 2:
    case 10:
    case 13:
      return 1;
    case 3:
    case 4:
    case 11:
      return 2;
    case 5:
    case 6:
    case 8:
    case 12:
      return 4;
    case 9:
      return 8;
    default:
      return 0;
  }
}

/** Reads one element; NaN for the type's "no value" pattern. */
export function readElement(bytes: Buffer, at: number, baseType: number, littleEndian: boolean): number {
  switch (baseType & 0x1f) {
    case 0:
    case 2:
    case 13:
      return noneIf(bytes[at] ?? 0xff, 0xff);
    case 10:
      return noneIf(bytes[at] ?? 0, 0);
    case 1:
      return noneIf(bytes.readInt8(at), 0x7f);
    case 3:
      return noneIf(littleEndian ? bytes.readInt16LE(at) : bytes.readInt16BE(at), 0x7fff);
    case 4:
      return noneIf(littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at), 0xffff);
    case 11:
      return noneIf(littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at), 0);
    case 5:
      return noneIf(littleEndian ? bytes.readInt32LE(at) : bytes.readInt32BE(at), 0x7fffffff);
    case 6:
      return noneIf(littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at), 0xffffffff);
    case 12:
      return noneIf(littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at), 0);
    case 8:
      return littleEndian ? bytes.readFloatLE(at) : bytes.readFloatBE(at);
    case 9:
      return littleEndian ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at);
    default:
      return Number.NaN;
  }
}

function noneIf(value: number, none: number): number {
  return value === none ? Number.NaN : value;
}

type Step = FitField & { column: number; scale: number; shift: number };

/** How the record messages of one definition are read; made once per definition. */
export type RecordPlan = { time: FitField | null; steps: Step[]; compressed: FitField | null; fraction: FitField | null };

/**
 * The plan for a definition. A field whose size is not a multiple of its type is left out (some COROS watches write those), and
 * the enhanced forms of speed and altitude come after the plain ones so that they win where both have a reading.
 */
export function planRecord(definition: FitDefinition): RecordPlan {
  const whole = definition.fields.filter((field) => {
    const element = elementSize(field.baseType);
    return element > 0 && field.size >= element && field.size % element === 0;
  });
  const find = (number: number) => whole.find((field) => field.number === number) ?? null;
  const compressed = find(COMPRESSED_SPEED_DISTANCE);
  return {
    time: find(TIMESTAMP),
    steps: whole
      .flatMap((field) => {
        const meaning = MEANING.get(field.number);
        return meaning ? [{ ...field, ...meaning }] : [];
      })
      .sort((a, b) => a.number - b.number),
    compressed: compressed && compressed.size >= 3 ? compressed : null,
    fraction: find(FRACTIONAL_CADENCE),
  };
}

/**
 * Takes the samples out of record messages straight into columns. Only native fields are read, so a developer field named
 * "Speed" or "Heart Rate" can never stand in for a native one.
 */
export class RecordReader {
  /** Records that had no time at all. */
  untimed = 0;
  private lastPacked: number | null = null;
  private packedTotal = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly samples: Samples,
  ) {}

  read(plan: RecordPlan, littleEndian: boolean, at: number, compressedTimeS: number | null): void {
    const { bytes, samples } = this;
    const body = at + 1;
    const stamp =
      compressedTimeS ?? (plan.time ? readElement(bytes, body + plan.time.offset, plan.time.baseType, littleEndian) : Number.NaN);
    if (Number.isNaN(stamp)) {
      this.untimed++;
      return;
    }
    const row = samples.append(stamp + FIT_EPOCH_S);
    for (const step of plan.steps) {
      const raw = readElement(bytes, body + step.offset, step.baseType, littleEndian);
      if (!Number.isNaN(raw)) samples.set(row, step.column, raw / step.scale - step.shift);
    }
    if (plan.fraction) {
      const fraction = readElement(bytes, body + plan.fraction.offset, plan.fraction.baseType, littleEndian) / 128;
      const whole = samples.get(row, CADENCE);
      if (fraction > 0 && whole > 0) samples.set(row, CADENCE, whole + fraction);
    }
    if (plan.compressed) this.readPacked(body + plan.compressed.offset, row);
    this.dropHalfPosition(row);
  }

  /** Three bytes hold speed (12 bits, 1/100 m/s) and a rolling distance counter (12 bits, 1/16 m). */
  private readPacked(at: number, row: number): void {
    const [a = 0xff, b = 0xff, c = 0xff] = this.bytes.subarray(at, at + 3);
    if (a === 0xff && b === 0xff && c === 0xff) return;
    const counter = (b >> 4) | (c << 4);
    this.packedTotal += this.lastPacked === null ? counter : (counter - this.lastPacked) & 0xfff;
    this.lastPacked = counter;
    this.samples.set(row, SPEED, (a | ((b & 0x0f) << 8)) / 100);
    this.samples.set(row, DISTANCE, this.packedTotal / 16);
  }

  /** Half a position is none. */
  private dropHalfPosition(row: number): void {
    const { samples } = this;
    if (Number.isNaN(samples.get(row, LAT)) === Number.isNaN(samples.get(row, LNG))) return;
    samples.set(row, LAT, Number.NaN);
    samples.set(row, LNG, Number.NaN);
  }
}
