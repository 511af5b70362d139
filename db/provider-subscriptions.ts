import type { Provider } from "@/domain/connections";
import type { SystemTx } from "./client";

/** Which of a provider's webhook subscriptions is this server's; null while there is none. */
export async function findSubscription(tx: SystemTx, provider: Provider): Promise<string | null> {
  const [row] = await tx.query<{ id: string | null }>("select door.provider_subscription($1) as id", [provider]);
  return row?.id ?? null;
}

/** Notes this server's webhook subscription. */
export async function noteSubscription(tx: SystemTx, provider: Provider, id: string): Promise<void> {
  await tx.query("select door.provider_subscription_set($1, $2)", [provider, id]);
}
