/** A limit that is said to last longer is looked at again after a day. */
const LONGEST_MS = 24 * 3_600_000;

/** Seconds, or a date as HTTP writes it. */
const SECONDS = /^\s*\d{1,15}(?:\.\d+)?\s*$/;
const DATE = /^\s*[A-Z][a-z]{2}, .* GMT\s*$/;

/**
 * When an answer wants to be asked again (`Retry-After` of RFC 9110, 10.2.3), a day ahead at most; null where it does not say, or says
 * something that is no time to come.
 */
export function retryAfter(headers: Headers, now: Date): Date | null {
  const said = headers.get("retry-after") ?? "";
  const waitMs = SECONDS.test(said) ? Number(said) * 1000 : DATE.test(said) ? Date.parse(said) - now.getTime() : Number.NaN;
  return waitMs > 0 ? new Date(now.getTime() + Math.min(waitMs, LONGEST_MS)) : null;
}
