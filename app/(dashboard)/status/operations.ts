import { metrics } from "@/lib/metrics";

/** What this process knows of one kind of statement. */
export type Operation = { name: string; count: number; totalMs: number; slow: number };

/** How many kinds are shown. */
const MOST = 25;

/** Statements by kind since the process started, those that took most time in all first. */
export async function measuredOperations(): Promise<Operation[]> {
  const found = new Map<string, Operation>();
  const of = (label: unknown): Operation => {
    const name = String(label ?? "other");
    const operation = found.get(name) ?? { name, count: 0, totalMs: 0, slow: 0 };
    found.set(name, operation);
    return operation;
  };
  const { queryDuration, slowQueries } = metrics();
  for (const { metricName, labels, value } of (await queryDuration.get()).values) {
    if (metricName?.endsWith("_count")) of(labels.operation).count += value;
    if (metricName?.endsWith("_sum")) of(labels.operation).totalMs += value * 1000;
  }
  for (const { labels, value } of (await slowQueries.get()).values) of(labels.operation).slow += value;
  return [...found.values()].sort((a, b) => b.totalMs - a.totalMs).slice(0, MOST);
}
