/**
 * What an item of an import brought of coding time, as a text that a database can read again: a day of a dump of totals, or the stretch
 * that its heartbeats lie in, in microseconds since 1970.
 */

/** Of a day's totals. */
export function dayMark(date: string): string {
  return `wakatime_day_${date}`;
}

/** Of heartbeats; there must be some. */
export function beatsMark(beats: readonly { atUs: number }[]): string {
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const { atUs } of beats) {
    if (atUs < first) first = atUs;
    if (atUs > last) last = atUs;
  }
  return `wakatime_beats_${first}_${last}`;
}
