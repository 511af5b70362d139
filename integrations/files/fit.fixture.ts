import { FIT_EPOCH_S } from "./units";

/** Hand-made FIT bytes for tests: messages are given as fields, the frame and the checksum are put around them here. */

type BaseType = 0x00 | 0x01 | 0x02 | 0x84 | 0x85 | 0x86 | 0x0d;
const SIZE: Record<BaseType, number> = { 0: 1, 1: 1, 2: 1, 13: 1, 132: 2, 133: 4, 134: 4 };

export type FitFieldValue = { number: number; type: BaseType; value: number | number[] };
export type FitMessageValue = { global: number; fields: FitFieldValue[] };

function crcOf(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}

function fieldBytes({ type, value }: FitFieldValue): Buffer {
  const values = Array.isArray(value) ? value : [value];
  const bytes = Buffer.alloc(SIZE[type] * values.length);
  values.forEach((one, index) => {
    if (SIZE[type] === 1) bytes.writeUInt8(one & 0xff, index);
    else if (type === 0x84) bytes.writeUInt16LE(one, index * 2);
    else if (type === 0x85) bytes.writeInt32LE(one, index * 4);
    else bytes.writeUInt32LE(one, index * 4);
  });
  return bytes;
}

/** Definition (local type 0, little endian) and data of one message. */
export function messageBytes({ global, fields }: FitMessageValue): Buffer {
  const contents = fields.map(fieldBytes);
  const definition = Buffer.from([
    0x40,
    0,
    0,
    global & 0xff,
    global >> 8,
    fields.length,
    ...fields.flatMap((field, index) => [field.number, contents[index]?.length ?? 0, field.type]),
  ]);
  return Buffer.concat([definition, Buffer.of(0), ...contents]);
}

/** A whole file with a 14-byte header and a right checksum. */
export function fitFile(body: Buffer): Buffer {
  const header = Buffer.alloc(14);
  header[0] = 14;
  header[1] = 0x20;
  header.writeUInt32LE(body.length, 4);
  header.write(".FIT", 8, "latin1");
  const whole = Buffer.concat([header, body]);
  const crc = Buffer.alloc(2);
  crc.writeUInt16LE(crcOf(whole));
  return Buffer.concat([whole, crc]);
}

export const START_S = Date.UTC(2024, 4, 1, 6, 0, 0) / 1000;

export function fileId(type: number): Buffer {
  return messageBytes({ global: 0, fields: [{ number: 0, type: 0, value: type }] });
}

export function timerEvent(second: number, type: number): Buffer {
  return messageBytes({
    global: 21,
    fields: [
      { number: 253, type: 0x86, value: START_S - FIT_EPOCH_S + second },
      { number: 0, type: 0, value: 0 },
      { number: 1, type: 0, value: type },
    ],
  });
}

export function session(values: {
  startS: number;
  elapsedS: number;
  distanceM: number;
  sport: number;
  subSport?: number;
  timerS?: number;
  poolM?: number;
}): Buffer {
  return messageBytes({
    global: 18,
    fields: [
      { number: 253, type: 0x86, value: START_S - FIT_EPOCH_S + values.startS + values.elapsedS },
      { number: 2, type: 0x86, value: START_S - FIT_EPOCH_S + values.startS },
      { number: 7, type: 0x86, value: values.elapsedS * 1000 },
      { number: 8, type: 0x86, value: (values.timerS ?? values.elapsedS) * 1000 },
      { number: 9, type: 0x86, value: values.distanceM * 100 },
      { number: 5, type: 0, value: values.sport },
      { number: 6, type: 0, value: values.subSport ?? 0 },
      ...(values.poolM === undefined ? [] : [{ number: 44, type: 0x84 as const, value: values.poolM * 100 }]),
    ],
  });
}

/** One length of a pool: where it began after `START_S`, how long it took, and whether the swimmer moved. */
export function poolLength(startS: number, seconds: number, active: boolean): Buffer {
  return messageBytes({
    global: 101,
    fields: [
      { number: 253, type: 0x86, value: START_S - FIT_EPOCH_S + startS + seconds },
      { number: 2, type: 0x86, value: START_S - FIT_EPOCH_S + startS },
      { number: 3, type: 0x86, value: seconds * 1000 },
      { number: 4, type: 0x86, value: seconds * 1000 },
      { number: 12, type: 0, value: active ? 1 : 0 },
      { number: 9, type: 2, value: active ? 30 : 0xff },
    ],
  });
}

/** One record: seconds after `START_S`, heart rate, distance in metres. */
export function record(second: number, heartRate: number, distanceM: number): Buffer {
  return messageBytes({
    global: 20,
    fields: [
      { number: 253, type: 0x86, value: START_S - FIT_EPOCH_S + second },
      { number: 3, type: 2, value: heartRate },
      { number: 5, type: 0x86, value: distanceM * 100 },
    ],
  });
}

/** file_id of an activity and `count` records, one a second at 3 m/s and 140 bpm. */
export function recordsOf(count: number): Buffer {
  return Buffer.concat([fileId(4), ...Array.from({ length: count }, (_, second) => record(second, 140, 3 * second))]);
}
