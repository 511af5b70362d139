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

/** Whether a connection goes on only after the person has connected it again. */
export function asksForPerson(state: ConnectionState): boolean {
  return state === "needs_reconnect" || state === "scope_missing";
}

/** What may be done with the data of a connection: keep it, keep it for some days, or keep it out of insights and digests. */
export const KEEP_POLICIES = ["keep", "keep_days", "not_in_insights"] as const;
export type KeepPolicy = (typeof KEEP_POLICIES)[number];

/** What can be chosen for the data of a provider: of Google nothing is stored. */
const POLICIES: Readonly<Record<Provider, readonly KeepPolicy[]>> = {
  strava: KEEP_POLICIES,
  hevy: KEEP_POLICIES,
  google: ["keep"],
  wakatime: KEEP_POLICIES,
};

/** The policies that mean something for a provider's data. */
export function policiesOf(provider: Provider): readonly KeepPolicy[] {
  return POLICIES[provider];
}

/** Whether anything of a provider is stored that could be erased. */
export function canErase(provider: Provider): boolean {
  return POLICIES[provider].includes("keep_days");
}

/** Why a policy cannot be chosen for a provider, in words; null where it can. */
export function whyNoPolicy(provider: Provider, policy: KeepPolicy): string | null {
  if (POLICIES[provider].includes(policy)) return null;
  const name = PROVIDER_NAMES[provider];
  return `Nothing of ${name} is stored here: runs go there and nothing comes from there. So there is nothing to erase or to leave out.`;
}

/** Whether a text names a provider. */
export function isProvider(text: string): text is Provider {
  return (PROVIDERS as readonly string[]).includes(text);
}
