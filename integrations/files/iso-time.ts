const PATTERN = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s*(?:(Z)|([+-])(\d\d):?(\d\d))?$/i;

export type IsoTime = {
  epochS: number /** Null for `Z` and for times without a zone, which are taken as UTC. */;
  offsetS: number | null;
};

/** Years outside are damage, in every format. */
export function isPlausibleYear(year: number): boolean {
  return year >= 1970 && year < 2200;
}

/** Reads the times of GPX and TCX: with `Z`, with an offset, with neither, with or without fractions. Null for anything else. */
export function parseIsoTime(text: string): IsoTime | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction, , sign, offsetHour, offsetMinute] = match;
  const y = Number(year);
  if (!isPlausibleYear(y)) return null;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return null;
  const wall = Date.UTC(y, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) / 1000;
  const offsetS = sign ? (sign === "-" ? -1 : 1) * (Number(offsetHour) * 3600 + Number(offsetMinute) * 60) : null;
  return { epochS: wall + (fraction ? Number(`0.${fraction}`) : 0) - (offsetS ?? 0), offsetS };
}
