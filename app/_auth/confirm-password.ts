import "server-only";
import { returnAttempt, takeAttempt } from "@/db/accounts";
import { type Actor, asUser } from "@/db/client";
import { getPasswordHash } from "@/db/profile";
import { Failure } from "@/lib/errors";
import { verifyPassword } from "./password";

const MOST = 10;
const WINDOW_S = 15 * 60;

/**
 * Asks for the password again before something that a stolen session must not do. Attempts are limited like those of signing in, and
 * counted in a transaction of their own, so that they count when nothing comes of it: call it outside of others.
 * @throws Failure "invalid" at the field `currentPassword` | "too_many"
 */
export async function confirmPassword(actor: Actor, password: string): Promise<void> {
  const key = `confirm:${actor.userId}`;
  const wait = await takeAttempt(key, MOST, WINDOW_S);
  if (wait > 0) {
    throw new Failure("too_many", `Too many wrong passwords. Try again in ${Math.ceil(wait / 60)} minutes.`, {
      retryAfterS: wait,
    });
  }
  const hash = await asUser(actor, getPasswordHash);
  if (!(await verifyPassword(hash, password))) {
    const message = hash
      ? "This is not your current password."
      : "Your account has no password yet. Set one under Security first.";
    throw new Failure("invalid", "Nothing was changed.", {
      fields: [{ path: "currentPassword", message }],
    });
  }
  await returnAttempt(key, "");
}
