import "server-only";
import { errorCode } from "@/db/connect";
import { Failure } from "@/lib/errors";

/** The server ended one of two transactions that waited for each other: nothing of it was done. */
const DEADLOCK = "40P01";

/** How often a transaction is begun at most. */
const TRIES = 4;

/** What refers to a person who is not there. */
const NOBODYS = "23503";

/** Whether somebody's account was erased while they wrote something. */
function isGone(error: unknown): boolean {
  const constraint = typeof error === "object" && error !== null && "constraint" in error ? String(error.constraint) : "";
  return errorCode(error) === NOBODYS && constraint.endsWith("_user_fk");
}

/**
 * Runs work that is one transaction and nothing else; begins it again where the server ended it because it and another waited for each
 * other (two bulk changes of the same tasks in different orders). @throws Failure "unavailable" when that happens again and again |
 * "unauthenticated" where the account was erased meanwhile
 */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (isGone(error)) throw new Failure("unauthenticated", "This account was deleted.");
      if (errorCode(error) !== DEADLOCK) throw error;
      if (tries < TRIES) continue;
      const message = "The same was being changed from elsewhere at this moment, so nothing was changed. Try again.";
      throw new Failure("unavailable", message, { retryAfterS: 1 });
    }
  }
}
