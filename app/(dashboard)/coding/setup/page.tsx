import type { Metadata } from "next";
import { CodingTabs } from "@/components/coding/coding-tabs";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { latestArrival } from "@/db/coding-arrivals";
import { findBadgeSecret } from "@/db/coding-badges";
import { codingSettings } from "@/db/coding-settings";
import { listKeys } from "@/db/keys";
import { env } from "@/lib/env";
import { requireUser } from "../../../_auth/visitor";
import { agoText } from "../../_view/ago";
import { BadgeSection } from "./badge-section";
import { EditorSection } from "./editor-section";
import { latestHeartbeat } from "./latest-heartbeat";
import { OtherWays } from "./other-ways";
import { RulesSection } from "./rules-section";

export const metadata: Metadata = { title: "Set up coding" };

/** Editors, other ways in, and the rules that time is counted by. */
export default async function CodingSetupPage() {
  const { visitor, actor } = await requireUser();
  const now = new Date();
  const { keys, settings, arrival, badge } = await asUser(actor, async (tx) => ({
    keys: await listKeys(tx),
    settings: await codingSettings(tx),
    arrival: await latestArrival(tx, now),
    badge: await findBadgeSecret(tx),
  }));
  const senders = keys.filter(({ scopes, expiresAt }) => scopes.includes("heartbeats") && (!expiresAt || expiresAt > now));
  const used = senders.flatMap(({ lastUsedAt }) => lastUsedAt ?? []).sort((a, b) => b.getTime() - a.getTime())[0];
  const keysText =
    senders.length === 0
      ? null
      : `${senders.length} ${senders.length === 1 ? "key" : "keys"} may send heartbeats, ${used ? `last used ${agoText(used, now)}` : "none used so far"}.`;
  return (
    <>
      <PageHead title="Coding" area="coding" tabs={<CodingTabs current="/coding/setup" />} />
      <EditorSection
        apiUrl={`${env().APP_URL}/api/v1`}
        guest={visitor.role === "guest"}
        keysText={keysText}
        latest={latestHeartbeat(arrival, now, visitor)}
      />
      <OtherWays />
      <RulesSection settings={settings} />
      <BadgeSection
        secret={badge === null || badge === "lost" ? badge : badge.secret}
        appUrl={env().APP_URL}
        guest={visitor.role === "guest"}
      />
    </>
  );
}
