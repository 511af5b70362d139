/** Positions in the write-ahead log. PostgreSQL writes them as two hexadecimal numbers that are not padded: text does not compare. */

/** A position as a number. @throws SyntaxError for anything that is none */
export function parseLsn(text: string): bigint {
  const [high = "", low = ""] = text.split("/");
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/** The position as PostgreSQL writes it. */
export function formatLsn(lsn: bigint): string {
  return `${(lsn >> 32n).toString(16)}/${(lsn & 0xffff_ffffn).toString(16)}`.toUpperCase();
}
