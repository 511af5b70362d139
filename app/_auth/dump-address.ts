import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import { seal, unseal } from "@/lib/seal";

/** How long the address of a dump is good: clients fetch it at once, without their key. */
export const DUMP_ADDRESS_MS = 3_600_000;

const ABOUT = "address of a data dump";
const keysOf = () => env().TOKEN_ENCRYPTION_KEYS ?? [];

export const DUMP_TYPES = ["heartbeats", "daily"] as const;
export type DumpType = (typeof DUMP_TYPES)[number];

const leave = z.object({ keyHash: z.string(), type: z.enum(DUMP_TYPES), untilMs: z.number() });
/**
 * What an address allows: one dump of the person of an API key (its SHA-256 in base64url), until some instant and while the key is good.
 * The address is sealed, so nobody can read the hash from it.
 */
export type DumpLeave = z.output<typeof leave>;

/** The last part of an address that needs no key, because nobody else can have made it. */
export function dumpToken(allowed: DumpLeave): string {
  return seal(JSON.stringify(allowed), ABOUT, keysOf()).toString("base64url");
}

/** What a token allows; null for one that is not ours, or no longer good. */
export function readDumpToken(token: string, now: Date): DumpLeave | null {
  try {
    const allowed = leave.parse(JSON.parse(unseal(Buffer.from(token, "base64url"), ABOUT, keysOf())));
    return allowed.untilMs > now.getTime() ? allowed : null;
  } catch {
    return null;
  }
}
