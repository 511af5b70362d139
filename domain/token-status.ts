/** How the tokens of a connection stand: good, to be renewed soon (less than a day left), or run out. */
export type TokenStatus = "valid" | "needs refresh" | "expired";

const DAY_MS = 86_400_000;

/** The status of tokens that run out at an instant; those that never do are valid. */
export function tokenStatus(expiresAt: Date | null, now: Date): TokenStatus {
  if (expiresAt === null) return "valid";
  const left = expiresAt.getTime() - now.getTime();
  return left <= 0 ? "expired" : left < DAY_MS ? "needs refresh" : "valid";
}
