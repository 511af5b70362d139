import { Badge } from "@/components/ui/badge";
import type { ConnectionState } from "@/domain/connections";

const WORDS: Readonly<Record<ConnectionState, readonly [text: string, tone: "good" | "warn" | "bad"]>> = {
  ok: ["Connected", "good"],
  needs_reconnect: ["Needs to be connected again", "bad"],
  rate_limited: ["Waiting for the provider's limits", "warn"],
  app_inactive: ["Application inactive", "bad"],
  scope_missing: ["A permission is missing", "bad"],
  error: ["Has trouble", "warn"],
};

/** How a connection is doing, in a word. */
export function StateBadge({ state, syncing }: { state: ConnectionState; syncing: boolean }) {
  const [text, tone] = WORDS[state];
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={tone}>{text}</Badge>
      {syncing ? <Badge tone="info">Syncing</Badge> : null}
    </span>
  );
}
