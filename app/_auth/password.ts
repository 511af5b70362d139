import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { env } from "@/lib/env";

/** argon2id with the parameters OWASP names: 19 MiB, two passes, one lane. */
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash under which a password is kept. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), OPTIONS);
}

let dummy: Promise<string> | undefined;

/** Whether a password fits. Without a hash (no such account) it takes as long and says no. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword(env().APP_URL);
  const fits = await verify(stored ?? (await dummy), password.normalize("NFKC"));
  return stored !== null && fits;
}
