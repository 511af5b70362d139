import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type ConnectionState, PROVIDER_NAMES } from "@/domain/connections";
import type { LoadedToday } from "./load-today";

type Trouble = Exclude<ConnectionState, "ok">;

const TITLES: Readonly<Record<Trouble, (name: string) => string>> = {
  needs_reconnect: (name) => `${name} needs to be connected again`,
  rate_limited: (name) => `${name} is waiting for its limits`,
  app_inactive: (name) => `${name}'s application is inactive`,
  scope_missing: (name) => `${name} lacks a permission`,
  error: (name) => `${name} has trouble`,
};
const TONES: Readonly<Record<Trouble, "info" | "warn" | "bad">> = {
  needs_reconnect: "bad",
  rate_limited: "info",
  app_inactive: "bad",
  scope_missing: "bad",
  error: "warn",
};

/** Connections that do not work as they should, each with its reason and the way to mend it; nothing where all is well. */
export function ConnectionNotices({ connections }: Pick<LoadedToday, "connections">) {
  return connections.map(({ provider, state, reason }) =>
    state === "ok" ? null : (
      <Notice
        key={provider}
        tone={TONES[state]}
        title={TITLES[state](PROVIDER_NAMES[provider])}
        action={<ButtonLink href={`/settings/connections#${provider}`}>Connections</ButtonLink>}
      >
        <p>{reason ? `${reason} ` : ""}What is here already is safe.</p>
      </Notice>
    ),
  );
}
