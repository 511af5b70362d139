import "server-only";
import { cookies } from "next/headers";
import { cookieName, cookieOptions, sealSession } from "./cookie";

/** Gives this browser the cookie of a session that was just opened. */
export async function startSession(secret: string): Promise<void> {
  (await cookies()).set(cookieName(), await sealSession(secret), cookieOptions());
}

/** Takes the cookie away; the session's row is ended by whoever calls this. */
export async function forgetSession(): Promise<void> {
  (await cookies()).delete(cookieName());
}
