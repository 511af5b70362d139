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

/** What the settings allow, before and after there is an owner. */
export function decideWays(mode: "first" | "open" | "closed", guests: boolean | undefined, owner: boolean): WaysIn {
  const member = mode === "open" ? "member" : "none";
  const first = mode === "closed" ? "none" : "owner";
  return { hasOwner: owner, signUp: owner ? member : first, guests: guests ?? !owner };
}

/** Reads the ways in. The database decides again, under a lock, when an account is really made. */
export async function waysIn(): Promise<WaysIn> {
  return decideWays(env().ALLOW_SIGNUP, env().ALLOW_GUESTS, await hasOwner());
}
