import { ensureSubscription } from "@/integrations/strava/webhooks";
import { log } from "@/lib/log";

/** Keeps the providers' webhooks pointed at this server, where that is set up. Without them changes are found by the next sync. */
export async function keepSubscriptions(): Promise<void> {
  const { state, reason } = await ensureSubscription();
  if (state === "refused") log().warn({ provider: "strava", reason }, "Strava does not tell this server of changes");
}
