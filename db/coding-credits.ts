/**
 * The rule that makes time of heartbeats, once, for all who count: sorted by instant, the gap to the next heartbeat is credited to the
 * earlier one when it is shorter than the timeout, cut where a day (or whatever `starts` begins) begins; nothing after the last.
 */
export type CreditsQuery = {
  /** A FROM item with sign, part, at_us, key, combo_id; the heartbeats of one part are a chain of their own. */
  chain: string;
  /** An expression: the timeout in microseconds. */
  timeoutUs: string;
  /** An expression: where the pieces begin, bigint[] of microseconds, rising. */
  starts: string;
};

/**
 * SQL that answers a row for each piece of credited time: sign, combo_id, at_us and key of the heartbeat it belongs to, `piece` (the
 * number of the start it lies behind, 0 before the first), from_us and us.
 */
export function creditsSql({ chain, timeoutUs, starts }: CreditsQuery): string {
  return `select sign, combo_id, at_us, key, piece, greatest(at_us, (${starts})[piece]) as from_us,
      least(next_us, (${starts})[piece + 1]) - greatest(at_us, (${starts})[piece]) as us
    from (
      select sign, combo_id, at_us, key, next_us,
          generate_series(width_bucket(at_us, ${starts}), width_bucket(next_us - 1, ${starts})) as piece
        from (
          select sign, combo_id, at_us, key, lead(at_us) over (partition by part order by at_us, key) as next_us from ${chain}
        ) gaps where next_us > at_us and next_us - at_us < ${timeoutUs}
    ) pieces`;
}
