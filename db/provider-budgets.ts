import type { Provider } from "@/domain/connections";
import type { SystemTx } from "./client";

/** One window of an application's limits: `read 900` is the kind of limit and its length in seconds. */
export type BudgetWindow = { window: string; mostRequests: number; used: number; resetsAt: Date };

/**
 * Takes so many requests, one after the other, each from every window or from none. Answers for each null when it may be made, else
 * when the next may be. `share` below 1 leaves the rest of each window to others.
 */
export async function takeBudgets(
  tx: SystemTx,
  provider: Provider,
  now: Date,
  share: number,
  count: number,
): Promise<(Date | null)[]> {
  const rows = await tx.query<{ waits: Date | null }>(
    "select door.take_budget($1, $2, $3) as waits from generate_series(1, $4::integer)",
    [provider, now, share, count],
  );
  return rows.map(({ waits }) => waits);
}

/** Writes down what the provider says of its windows. */
export async function noteBudgets(tx: SystemTx, provider: Provider, windows: readonly BudgetWindow[]): Promise<void> {
  await tx.query(
    `select door.note_budget($1, w.name, w.most, w.used, w.resets_at)
      from unnest($2::text[], $3::integer[], $4::integer[], $5::timestamptz[]) as w(name, most, used, resets_at) order by w.name`,
    [
      provider,
      windows.map((one) => one.window),
      windows.map((one) => one.mostRequests),
      windows.map((one) => one.used),
      windows.map((one) => one.resetsAt.toISOString()),
    ],
  );
}

/** The windows as they are known. */
export function listBudgets(tx: SystemTx, provider: Provider): Promise<BudgetWindow[]> {
  return tx.query<BudgetWindow>(
    `select "window", most_requests as "mostRequests", used, resets_at as "resetsAt" from door.list_budgets($1)`,
    [provider],
  );
}
