/** The provider's own clock: it runs with the real one and can be put forward, so that tokens expire and quotas start anew at once. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** The same in whole seconds, as OAuth counts. */
  seconds(): number;
  /** Puts the clock forward (or, with a negative number, back). */
  advance(ms: number): void;
};

/** A clock that starts at `start` and goes on at real speed. */
export function createClock(start?: number): Clock {
  let offset = start === undefined ? 0 : start - Date.now();
  const now = () => Date.now() + offset;
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    advance(ms) {
      offset += ms;
    },
  };
}
