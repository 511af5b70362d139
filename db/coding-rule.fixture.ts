import type { Heartbeat } from "@/domain/heartbeats";

/** What a day comes to: its total and its time by project and language, in microseconds. */
export type NaiveDays = Record<string, { total: number; parts: Record<string, number>; beats: number }>;

/**
 * The rule once more, as simply as it can be said and with nothing of the other: all heartbeats in memory, one gap after the other,
 * midnights looked for with the platform's calendar. `keyOf` says which of two heartbeats of one instant goes first.
 */
export function naiveDays(
  sent: readonly Heartbeat[],
  rule: { timeoutS: number; timeZone: string },
  keyOf: (beat: Heartbeat) => bigint,
): NaiveDays {
  const calendar = new Intl.DateTimeFormat("en-CA", {
    timeZone: rule.timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const dateAt = (us: number) => calendar.format(Math.floor(us / 1000));
  const once = new Map(sent.map((beat) => [JSON.stringify([beat.atUs, ...identityOf(beat)]), beat]));
  const chain = [...once.values()].sort((a, b) => a.atUs - b.atUs || (keyOf(a) < keyOf(b) ? -1 : 1));
  const days: NaiveDays = {};
  const dayAt = (us: number) => {
    const date = dateAt(us);
    days[date] ??= { total: 0, parts: {}, beats: 0 };
    return days[date];
  };
  for (const [index, beat] of chain.entries()) {
    dayAt(beat.atUs).beats++;
    const next = chain[index + 1];
    if (!next || next.atUs - beat.atUs >= rule.timeoutS * 1e6) continue;
    const name = `${beat.project ?? ""}/${beat.language ?? ""}`;
    let from = beat.atUs;
    while (from < next.atUs) {
      const to = dateAt(next.atUs - 1) === dateAt(from) ? next.atUs : nextDay(from, next.atUs, dateAt);
      const day = dayAt(from);
      day.total += to - from;
      day.parts[name] = (day.parts[name] ?? 0) + to - from;
      from = to;
    }
  }
  return days;
}

/** The first instant after `from` that another date is shown at, found by halving. */
function nextDay(from: number, to: number, dateAt: (us: number) => string): number {
  let [same, other] = [from, to];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (dateAt(middle) === dateAt(from)) same = middle;
    else other = middle;
  }
  return other;
}

/** What makes two heartbeats of one instant the same one. */
export function identityOf(beat: Heartbeat): unknown[] {
  return [beat.entity, beat.type, beat.category, beat.project, beat.branch, beat.language, beat.isWrite];
}
