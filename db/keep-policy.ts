import { PROVIDER_NAMES, type Provider } from "@/domain/connections";
import type { StoredSource } from "./activity-sources";
import type { SystemTx, Tx } from "./client";
import { eraseDays } from "./coding-archive";
import { findConnection, setPolicy } from "./connections";
import { ownTimeZone } from "./imports";
import { takeTurn } from "./turns";
import { clearStats } from "./wakatime-stats";
import { divide, takeOut } from "./withdrawn-sources";

const DAY_MS = 86_400_000;

/** Connections whose data is kept for some days only. */
export function listExpiring(tx: SystemTx): Promise<{ userId: string; provider: Provider }[]> {
  return tx.query<{ userId: string; provider: Provider }>(
    `select user_id as "userId", provider from app.integrations where policy = 'keep_days' order by user_id, provider`,
    [],
  );
}

/**
 * Enforces a connection's policy "keep n days": activities that only its API told of are erased with their histories once they are
 * that old, others lose what it said and become what the rest says; days of coding that were not told again since. Answers how many that
 * were; 0 without such a policy.
 */
export async function expireConnectionData(tx: Tx, provider: Provider, now: Date): Promise<number> {
  const connection = await findConnection(tx, provider);
  if (connection?.policy !== "keep_days" || connection.policyDays === null) return 0;
  const reason = `What ${PROVIDER_NAMES[provider]} said was kept for ${connection.policyDays} days, as you chose`;
  return erase(tx, provider, connection.policyDays, now, reason);
}

/** Erases all that a connection told, as if it had been kept for its days and they were over. @throws Failure "not_found" | "invalid" */
export async function eraseConnectionData(tx: Tx, provider: Provider, now: Date): Promise<void> {
  await setPolicy(tx, provider, "keep_days", 1);
  if (provider === "wakatime") await clearStats(tx);
  const reason = `What ${PROVIDER_NAMES[provider]} said was deleted, as you chose`;
  await erase(tx, provider, 1, new Date(now.getTime() + 2 * DAY_MS), reason);
}

async function erase(tx: Tx, provider: Provider, days: number, now: Date, reason: string): Promise<number> {
  if (provider === "wakatime") {
    return eraseDays(tx, "wakatime", new Date(now.getTime() - days * DAY_MS));
  }
  await takeTurn(tx);
  const [row] = await tx.query<{ erased: number }>("select app.erase_expired($1, $2) as erased", [provider, now]);
  const expired = await tx.query<Pick<StoredSource, "id" | "noun" | "activityId">>(
    `select s.id, case when s.run_id is null then 'workout' else 'run' end as noun, coalesce(s.run_id, s.workout_id) as "activityId"
      from app.activity_sources s
      where s.user_id = $1 and s.source = $2 and s.origin = 'api' and s.created_at < $3::timestamptz - make_interval(days => $4)`,
    [tx.userId, provider, now, days],
  );
  const { shared } = await divide(tx, expired);
  await takeOut(tx, shared, { reason, timeZone: await ownTimeZone(tx) });
  return (row?.erased ?? 0) + new Set(shared.map(({ noun, activityId }) => `${noun} ${activityId}`)).size;
}
