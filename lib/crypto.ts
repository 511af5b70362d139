import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";

/** SHA-256 of a text, as bytes: how secrets that are long and random (session tokens, API keys) are stored. */
export function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** SHA-256 of bytes, in hex: identifies a file's content. */
export function contentHash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A new secret of 256 random bits, safe in URLs and cookies. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** A random id (UUID v4, lower case). */
export function newId(): string {
  return randomUUID();
}

/** Compares two secrets without telling by its duration where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}
