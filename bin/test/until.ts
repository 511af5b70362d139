import { setTimeout as wait } from "node:timers/promises";

/** More than a machine ten times slower than ours takes for anything that a test waits for. */
const PATIENCE_MS = 150_000;

/** Looks again and again until it is so. What never comes fails its test with these words, long before the whole run gives up. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await wait(10);
  }
}
