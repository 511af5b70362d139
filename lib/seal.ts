import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { sha256 } from "./crypto";

/**
 * AES-256-GCM under one of several keys. A sealed text is `1`, four bytes that name the key, a nonce of 12 bytes, the tag of 16
 * bytes, the cipher text. What it is sealed for (`about`) is bound in: moved to another row, it does not open.
 */
const VERSION = 1;
const HEAD = 1 + 4 + 12 + 16;

const nameOf = (key: Buffer) => sha256(key.toString("base64")).subarray(0, 4);

/** Seals `text` with the first (newest) of the keys, for what `about` names. @throws Error without a key */
export function seal(text: string, about: string, keys: readonly Buffer[]): Buffer {
  const key = keys[0];
  if (!key) throw new Error("TOKEN_ENCRYPTION_KEYS is not set, so nothing can be kept secret.");
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nameOf(key), nonce, cipher.getAuthTag(), body]);
}

/** Opens what `seal` made, with whichever of the keys it was sealed with. @throws Error when none fits or it was tampered with */
export function unseal(sealed: Uint8Array, about: string, keys: readonly Buffer[]): string {
  const bytes = Buffer.from(sealed);
  if (bytes.length < HEAD || bytes[0] !== VERSION) throw new Error("This is not a sealed text.");
  const key = keys.find((candidate) => nameOf(candidate).equals(bytes.subarray(1, 5)));
  if (!key) throw new Error("None of TOKEN_ENCRYPTION_KEYS fits: it was sealed with a key that has been taken away.");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(5, 17));
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(17, 33));
  return Buffer.concat([decipher.update(bytes.subarray(33)), decipher.final()]).toString("utf8");
}

/** Whether it is sealed with the newest key. */
export function isSealedWithNewest(sealed: Uint8Array, keys: readonly Buffer[]): boolean {
  return keys[0] !== undefined && nameOf(keys[0]).equals(Buffer.from(sealed).subarray(1, 5));
}
