/** Pictures of people: what they may be, decided by their first bytes and not by what a browser calls them. */
const AVATAR_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
export type AvatarType = (typeof AVATAR_TYPES)[number];

/** The largest picture, in bytes. */
export const MOST_AVATAR_BYTES = 1_000_000;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

function beginsWith(bytes: Uint8Array, start: readonly number[], at = 0): boolean {
  return start.every((byte, index) => bytes[at + index] === byte);
}

/** The type of a picture by its first bytes; null for anything that is none of ours. */
export function avatarTypeOf(bytes: Uint8Array): AvatarType | null {
  if (beginsWith(bytes, PNG)) return "image/png";
  if (beginsWith(bytes, JPEG)) return "image/jpeg";
  const text = (from: number) => String.fromCharCode(...bytes.subarray(from, from + 4));
  return text(0) === "RIFF" && text(8) === "WEBP" ? "image/webp" : null;
}
