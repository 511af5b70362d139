import "server-only";
import { hasOwner } from "@/db/accounts";
import { env } from "@/lib/env";

/** Who may come in just now, as the settings and the presence of an owner decide. */
export type WaysIn = {
  hasOwner: boolean;
  /** `owner`: the next account becomes the owner; `member`: anyone may join; `none`: nobody. */
  signUp: "owner" | "member" | "none";
  guests: boolean;
};

/** Reads the ways in. The database decides again, under a lock, when an account is really made. */
export async function waysIn(): Promise<WaysIn> {
  const { ALLOW_SIGNUP: mode, ALLOW_GUESTS: guests } = env();
  const owner = await hasOwner();
  const open = mode === "open" ? "member" : "none";
  const first = mode === "closed" ? "none" : "owner";
  return { hasOwner: owner, signUp: owner ? open : first, guests: guests ?? !owner };
}
