import type { StoredDigest } from "@/db/digests";

/** A digest as the API tells it. */
export function digestResource({ isoWeek, createdAt, updatedAt, data }: StoredDigest) {
  return { isoWeek, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(), ...data };
}
