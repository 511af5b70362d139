/** The services Almanac can be connected with. */
export const PROVIDERS = ["strava", "hevy", "google", "wakatime"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** What a person calls them. */
export const PROVIDER_NAMES: Readonly<Record<Provider, string>> = {
  strava: "Strava",
  hevy: "Hevy",
  google: "Google",
  wakatime: "WakaTime",
};

/** How a connection is doing; everything but `ok` comes with a reason in words. */
export const CONNECTION_STATES = ["ok", "needs_reconnect", "rate_limited", "app_inactive", "scope_missing", "error"] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** What may be done with the data of a connection: keep it, keep it for some days, or keep it out of insights and digests. */
export const KEEP_POLICIES = ["keep", "keep_days", "not_in_insights"] as const;
export type KeepPolicy = (typeof KEEP_POLICIES)[number];

/** Whether a text names a provider. */
export function isProvider(text: string): text is Provider {
  return (PROVIDERS as readonly string[]).includes(text);
}
