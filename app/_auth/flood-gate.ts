/** What one row of the audit log stands for: so many acts, the first of them at `since` (ms since the epoch). */
export type Turn = { acts: number; since: number };

/** An act, as far as it says which others it is counted with. Strangers are those of whom only an address is known. */
export type Knock = { kind: string; who: string; stranger: boolean };

/** In so many ms the counting begins anew. */
export const WINDOW_MS = 15 * 60_000;

/** So many rows within a window are written one by one: of one kind and person or address, of one person or address, of all strangers. */
export const MOST_ROWS = { kind: 100, who: 1_000, strangers: 3_000 } as const;

type Tally<Act> = { from: number; rows: number; together: number; since: number; next: number; last: Act | null };

/**
 * Bounds what others can make us write down. Acts have rows of their own until one of the limits is reached; from then on until the
 * window ends they are counted together, and a row is due each time as many as the limit, twice as many, four times as many have come:
 * rows grow with the logarithm of a flood. Pure but for what it counts; it holds a few thousand tallies at most, and one for each person.
 */
export class FloodGate<Act> {
  private readonly tallies = new Map<string, Tally<Act>>();

  /** Counts an act: what its row is to stand for, null where it needs none now. `now` in ms since the epoch, never earlier than before. */
  turn({ kind, who, stranger }: Knock, act: Act, now: number): Turn | null {
    const levels: [key: string, most: number][] = [
      [who, MOST_ROWS.who],
      [`${who} ${kind}`, MOST_ROWS.kind],
    ];
    if (stranger) levels.unshift(["", MOST_ROWS.strangers]);
    const open: Tally<Act>[] = [];
    // The widest first: once all strangers together have had theirs, no address makes a new tally.
    for (const [key, most] of levels) {
      const tally = this.tallyOf(key, most, now);
      if (tally.rows >= most) return countTogether(tally, act, now);
      open.push(tally);
    }
    for (const tally of open) tally.rows++;
    return { acts: 1, since: now };
  }

  /** Takes what has been counted in windows that are over and has no row yet. */
  takeLapsed(now: number): { act: Act; turn: Turn }[] {
    const lapsed: { act: Act; turn: Turn }[] = [];
    for (const [key, { from, together, since, last }] of this.tallies) {
      // They were made in the order of time.
      if (now < from + WINDOW_MS) break;
      this.tallies.delete(key);
      if (last !== null && together > 0) lapsed.push({ act: last, turn: { acts: together, since } });
    }
    return lapsed;
  }

  private tallyOf(key: string, most: number, now: number): Tally<Act> {
    let tally = this.tallies.get(key);
    if (!tally) {
      tally = { from: now, rows: 0, together: 0, since: now, next: most, last: null };
      this.tallies.set(key, tally);
    }
    return tally;
  }
}

function countTogether<Act>(tally: Tally<Act>, act: Act, now: number): Turn | null {
  if (tally.together === 0) tally.since = now;
  tally.together++;
  tally.last = act;
  if (tally.together < tally.next) return null;
  const turn = { acts: tally.together, since: tally.since };
  tally.together = 0;
  tally.next *= 2;
  return turn;
}
