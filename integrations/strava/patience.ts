import { z } from "zod";

/**
 * What is asked because of hints. They are unsigned, so whoever knows an athlete's id can send any number of them, and each request comes
 * out of limits that everybody shares. So hints that prove to be nothing make those that follow wait longer and be looked at less; one
 * that proves true ends that. What is new is always found with the first page of the list, which every sync asks for.
 */

/** Hints that were nothing, as the connection remembers them: syncs in a row, when the last was, when a whole list was looked at for them. */
export const hintMemorySchema = z.object({ misses: z.int().min(0), at: z.number(), walkedAt: z.number().optional() });
export type HintMemory = z.output<typeof hintMemorySchema>;

/** So many are looked at one by one; more are answered faster by the whole list. */
export const MOST_SINGLES = 30;

/** Half a minute, then twice as long with each miss; what is true arrives within ten minutes whatever was made up before. */
const FIRST_PAUSE_S = 30;
const LONGEST_PAUSE_S = 600;

/** A whole list that told nothing is not looked at again so soon, and half as often with each miss. */
const FIRST_WALK_PAUSE_S = 900;
const LONGEST_WALK_PAUSE_S = 86_400;

/** A miss is forgotten in that time. */
const FORGOTTEN_AFTER_S = 6 * 3_600;

/**
 * How many hints may be looked at one by one, and from when on a whole list may be asked for because of them. Times are in seconds since
 * the epoch.
 */
export function allowanceOf(memory: HintMemory | undefined, now: number): { singles: number; walkFrom: number } {
  if (!memory) return { singles: MOST_SINGLES, walkFrom: 0 };
  const misses = missesOf(memory, now);
  const pause = Math.min(LONGEST_WALK_PAUSE_S, FIRST_WALK_PAUSE_S * 2 ** misses);
  return {
    singles: Math.max(1, Math.floor(MOST_SINGLES / 2 ** misses)),
    walkFrom: memory.walkedAt === undefined ? 0 : memory.walkedAt + pause,
  };
}

/** The memory while a whole list is looked at because of hints: cut off in the middle it is not begun again at once. */
export function whileWalking(memory: HintMemory | undefined, now: number): HintMemory {
  return { ...(memory ?? { misses: 0, at: now }), walkedAt: now };
}

/** The memory after hints that were nothing, and until when others wait (seconds since the epoch). */
export function afterMiss(memory: HintMemory | undefined, now: number): { memory: HintMemory; until: number } {
  const misses = missesOf(memory, now) + 1;
  const pause = Math.min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (misses - 1));
  return { memory: { ...memory, misses, at: now }, until: now + pause };
}

function missesOf(memory: HintMemory | undefined, now: number): number {
  if (!memory) return 0;
  return Math.max(0, memory.misses - Math.floor((now - memory.at) / FORGOTTEN_AFTER_S));
}
