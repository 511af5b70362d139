import { errorCode } from "./connect";

/**
 * What to do about an error of the database: `retry` at once (two transactions met), `data` (it refuses these values), `other` (it
 * cannot work, or a bug).
 */
export function databaseFault(error: unknown): "retry" | "data" | "other" {
  if (error instanceof ChangedMeanwhile) return "retry";
  const code = errorCode(error);
  if (code.startsWith("40") || code === "55P03") return "retry";
  return /^(22|23|54)/.test(code) ? "data" : "other";
}

/** Rows that a transaction had read were changed before it wrote them. */
export class ChangedMeanwhile extends Error {
  override name = "ChangedMeanwhile";
}
