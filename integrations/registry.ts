import type { Provider } from "@/domain/connections";
import { google } from "./google-calendar/client";
import { hevy } from "./hevy/client";
import type { KeyEntrance, ProviderContract } from "./provider";
import { strava } from "./strava/client";
import { wakatime } from "./wakatime/client";

/** Every provider that can be synced; each adds itself here. */
const PROVIDERS: Partial<Record<Provider, ProviderContract>> = { google, hevy, strava, wakatime };

/** The contract of a provider, null where it cannot be synced. */
export function contractOf(provider: Provider): ProviderContract | null {
  return PROVIDERS[provider] ?? null;
}

/** How a provider is entered with a key; null where it is not. */
export function keyEntranceOf(provider: Provider): KeyEntrance | null {
  const entrance = contractOf(provider)?.entrance;
  return entrance?.kind === "oauth" ? (entrance.byKey ?? null) : (entrance ?? null);
}
