const UINT32 = 0x86;
const DAY_S = 86_400;

/** The FIT checksum of bytes. */
function checksum(bytes: Uint8Array): number {
  const table = [
    0x0000, 0xcc01, 0xd801, 0x1400, 0xf001, 0x3c00, 0x2800, 0xe401, 0xa001, 0x6c00, 0x7800, 0xb401, 0x5000, 0x9c01, 0x8801,
    0x4400,
  ];
  let crc = 0;
  for (const byte of bytes) {
    for (const nibble of [byte & 15, byte >> 4]) {
      const carry = table[crc & 15] ?? 0;
      crc = ((crc >> 4) & 0x0fff) ^ carry ^ (table[nibble] ?? 0);
    }
  }
  return crc;
}

type Definition = { bytes: number; little: boolean; instants: number[] };

/** Every 4-byte unsigned field, as its offset in the message. */
function readDefinition(fit: Buffer, at: number, withDeveloperFields: boolean): { definition: Definition; end: number } {
  const little = fit[at + 2] === 0;
  const count = fit[at + 5] ?? 0;
  const instants: number[] = [];
  let bytes = 0;
  let end = at + 6;
  for (let field = 0; field < count; field++, end += 3) {
    const size = fit[end + 1] ?? 0;
    if (fit[end + 2] === UINT32 && size === 4) instants.push(bytes);
    bytes += size;
  }
  if (withDeveloperFields) {
    const extra = fit[end++] ?? 0;
    for (let field = 0; field < extra; field++, end += 3) bytes += fit[end + 1] ?? 0;
  }
  return { definition: { bytes, little, instants }, end };
}

/**
 * The same recording some days later: all that look like instants of its days are moved, and the checksum is made anew, so that one
 * real file becomes as many different ones as a benchmark needs.
 */
export function shiftFit(original: Buffer, days: number): Buffer<ArrayBuffer> {
  const fit = Buffer.from(original);
  const start = fit[0] ?? 14;
  const end = start + fit.readUInt32LE(4);
  const definitions = new Map<number, Definition>();
  let near = 0;
  for (let at = start; at < end; ) {
    const header = fit[at] ?? 0;
    if (header & 0x40 && !(header & 0x80)) {
      const read = readDefinition(fit, at, (header & 0x20) !== 0);
      definitions.set(header & 15, read.definition);
      at = read.end;
      continue;
    }
    const definition = definitions.get(header & 0x80 ? (header >> 5) & 3 : header & 15);
    if (!definition) throw new Error("not a FIT file that can be moved");
    for (const offset of definition.instants) {
      const place = at + 1 + offset;
      const value = definition.little ? fit.readUInt32LE(place) : fit.readUInt32BE(place);
      if (value < 600_000_000 || value > 1_400_000_000) continue;
      near ||= value;
      if (Math.abs(value - near) > 3 * DAY_S) continue;
      if (definition.little) fit.writeUInt32LE(value + days * DAY_S, place);
      else fit.writeUInt32BE(value + days * DAY_S, place);
    }
    at += 1 + definition.bytes;
  }
  fit.writeUInt16LE(checksum(fit.subarray(0, end)), end);
  return fit.subarray(0, end + 2);
}
