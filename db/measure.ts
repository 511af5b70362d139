import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";

/** Labels are few: at most this many texts are remembered, the rest share one label. */
const MOST_LABELS = 400;
const labels = new Map<string, string>();

/**
 * The label of a statement in metrics: its verb and first table (`select runs`), never its values.
 */
function operationOf(text: string): string {
  const known = labels.get(text);
  if (known) return known;
  const verb = /^\s*(?:\/\*.*?\*\/\s*)?(\w+)/.exec(text)?.[1]?.toLowerCase() ?? "other";
  const target =
    verb === "with" || verb === "select" || verb === "insert" || verb === "update" || verb === "delete"
      ? /\b(?:from|into|update|join)\s+"?(?:app|door)"?\."?(\w+)/i.exec(text)?.[1]
      : undefined;
  const label = target ? `${verb} ${target}` : verb;
  if (labels.size < MOST_LABELS) labels.set(text, label);
  return label;
}

/** Records one statement: histogram always, counter and log line when it was slow. `requestId` joins it to page, action and audit row. */
export function recordQuery(text: string, ms: number, requestId: string | undefined, error?: unknown): void {
  const operation = operationOf(text);
  const m = metrics();
  m.queryDuration.observe({ operation }, ms / 1000);
  if (ms <= env().SLOW_QUERY_MS) return;
  m.slowQueries.inc({ operation });
  log().warn({ requestId, operation, ms: Math.round(ms), sql: text.slice(0, 500), failed: error !== undefined }, "slow query");
}
