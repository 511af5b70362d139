/**
 * Ids in WakaTime's own form (UUIDs) for things that we know by hashes. The same thing always has the same id, and two never share one:
 * the hash and the instant stand in it as they are.
 */

/** The id of an editor or a machine, by its 64-bit hash as the database writes it: a signed decimal number. */
export function hashId(hash: string): string {
  return uuid(hex(hash).padStart(30, "0"));
}

/** The id of a heartbeat, by its instant in microseconds and the hash that tells it from others of that instant. */
export function heartbeatId(atUs: number, key: string): string {
  return uuid(atUs.toString(16).padStart(14, "0") + hex(key));
}

const hex = (value: string) => BigInt.asUintN(64, BigInt(value)).toString(16).padStart(16, "0");

/** Thirty hexadecimal digits around the two that say what kind of UUID it is: one of its maker's own (RFC 9562, version 8). */
function uuid(digits: string): string {
  const all = `${digits.slice(0, 12)}8${digits.slice(12, 15)}8${digits.slice(15)}`;
  return `${all.slice(0, 8)}-${all.slice(8, 12)}-${all.slice(12, 16)}-${all.slice(16, 20)}-${all.slice(20)}`;
}
