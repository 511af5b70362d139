import type { Metadata } from "next";
import { SettingsHead } from "@/components/settings/settings-head";
import { ActionButton } from "@/components/ui/action-button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { listIdentities } from "@/db/identities";
import { getAccount } from "@/db/profile";
import { listSessions } from "@/db/sessions";
import { isProvider, PROVIDER_NAMES } from "@/domain/connections";
import { isFresh } from "../../../_auth/fresh-session";
import { signInProviders } from "../../../_auth/sign-in-providers";
import { troubleOf } from "../../../_auth/trouble-words";
import { requireUser } from "../../../_auth/visitor";
import { endOtherSessions } from "./actions";
import { ConfirmSection } from "./confirm-section";
import { PasswordSection } from "./password-section";
import { SessionList } from "./session-list";
import { WaysIn } from "./ways-in";

export const metadata: Metadata = { title: "Security" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SecurityPage({ searchParams }: Props) {
  const { visitor, actor } = await requireUser();
  const now = new Date();
  const search = await searchParams;
  const { sessions, account, identities, fresh } = await asUser(actor, async (tx) => ({
    sessions: await listSessions(tx),
    account: await getAccount(tx),
    identities: await listIdentities(tx),
    fresh: await isFresh(tx, visitor, now),
  }));
  const others = sessions.filter((session) => session.id !== visitor.sessionId);
  const linked = identities.filter(({ signsIn }) => signsIn).map(({ provider }) => provider);
  const providers = signInProviders();
  const addable = !account.hasPassword || providers.some(({ provider }) => !linked.includes(provider));
  return (
    <>
      <SettingsHead current="/settings/security" />
      <Came search={search} />
      {visitor.role === "guest" ? null : (
        <>
          {providers.length > 0 || linked.length > 0 ? (
            <Section title="Ways to sign in">
              <WaysIn account={account} identities={identities} providers={providers} fresh={fresh} visitor={visitor} />
            </Section>
          ) : null}
          {addable && !fresh ? <ConfirmSection hasPassword={account.hasPassword} linked={linked} /> : null}
          {account.hasPassword || fresh ? <PasswordSection has={account.hasPassword} /> : null}
        </>
      )}
      <Section
        title="Signed in"
        aside={
          others.length > 0 ? (
            <ActionButton action={endOtherSessions} variant="plain" pending="Signing out…">
              Sign out all others
            </ActionButton>
          ) : null
        }
      >
        <SessionList sessions={sessions} current={visitor.sessionId} now={now} visitor={visitor} />
      </Section>
    </>
  );
}

/** What became of a way to a provider and back. */
function Came({ search }: { search: Awaited<Props["searchParams"]> }) {
  const trouble = troubleOf(search, "security");
  const linked = search["linked"];
  if (trouble) {
    return (
      <Notice tone="warn" title={trouble.title}>
        <p>{trouble.text}</p>
      </Notice>
    );
  }
  if (typeof linked === "string" && isProvider(linked)) {
    return (
      <Notice tone="good" title={`${PROVIDER_NAMES[linked]} is linked`}>
        <p>From now on you can sign in with it, too.</p>
      </Notice>
    );
  }
  if (search["confirmed"] !== "yes") return null;
  return (
    <Notice tone="good" title="Thank you, it is you">
      <p>For a quarter of an hour you can add a way to sign in.</p>
    </Notice>
  );
}
