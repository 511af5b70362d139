import { offsetAt } from "./time-zones";

/**
 * The instant at which clocks in `timeZone` show `wall` (milliseconds as if it were UTC). Of an hour that is shown twice the first, of
 * one that is skipped the instant as far after the change.
 */
export function instantOfWall(wall: number, timeZone: string): Date {
  const before = offsetAt(wall - 86_400_000, timeZone);
  const at = wall - before;
  if (offsetAt(at, timeZone) === before) return new Date(at);
  const after = wall - offsetAt(wall + 86_400_000, timeZone);
  return new Date(after + offsetAt(after, timeZone) === wall ? after : at);
}
