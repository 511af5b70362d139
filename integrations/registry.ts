import type { Provider } from "@/domain/connections";
import { google } from "./google-calendar/client";
import { hevy } from "./hevy/client";
import type { ProviderContract } from "./provider";
import { strava } from "./strava/client";
import { wakatime } from "./wakatime/client";

/** Every provider that can be synced; each adds itself here. */
const PROVIDERS: Partial<Record<Provider, ProviderContract>> = { google, hevy, strava, wakatime };

/** The contract of a provider, null where it cannot be synced. */
export function contractOf(provider: Provider): ProviderContract | null {
  return PROVIDERS[provider] ?? null;
}
