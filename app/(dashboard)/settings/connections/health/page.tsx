import type { Metadata } from "next";
import { ConnectButton } from "@/components/connections/connect-button";
import { LiveSync } from "@/components/connections/live-sync";
import { StateBadge } from "@/components/connections/state-badge";
import { DataTable } from "@/components/table/data-table";
import { ActionButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { asksForPerson, PROVIDER_NAMES } from "@/domain/connections";
import { requireUser } from "../../../../_auth/visitor";
import { agoText } from "../../../_view/ago";
import { momentText } from "../../../_view/moments";
import { syncNow, tryAgain } from "../actions";
import { loadConnections, type ProviderView } from "../load";
import { begunBy, landed, runState } from "../run-words";
import { verdictOf } from "./verdict";

export const metadata: Metadata = { title: "Sync health" };

const KINDS = {
  hint: "Something that changed",
  activity: "Activity",
  details: "Details of an activity",
  streams: "Track of an activity",
  gear: "Shoe",
  event: "Calendar event",
  workout: "Strength session",
} as const;

export default async function SyncHealthPage() {
  const { visitor, actor } = await requireUser();
  const { views, runs } = await loadConnections(actor);
  const now = new Date();
  const connected = views.flatMap((view) => (view.connection ? [{ ...view, connection: view.connection }] : []));
  const dead = connected.flatMap((view) => view.dead);
  return (
    <>
      <PageHead title="Sync health" back={{ href: "/settings/connections", label: "Connections" }} />
      {connected.some(({ connection }) => connection.syncing || (connection.dueAt && connection.dueAt <= now)) ? (
        <LiveSync />
      ) : null}
      {connected.length === 0 ? (
        <Empty
          title="Nothing is connected"
          icon="link"
          action={<ButtonLink href="/settings/connections">Connections</ButtonLink>}
        >
          Connect a service, and this page tells how each sync went.
        </Empty>
      ) : (
        <Section title="How it goes">
          <ul className="divide-y divide-line border-y border-line">
            {connected.map((view) => (
              <li key={view.provider} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
                <div className="grow">
                  <p className="flex flex-wrap items-center gap-x-2 font-semibold">
                    <a className="underline" href={`/settings/connections#${view.provider}`}>
                      {PROVIDER_NAMES[view.provider]}
                    </a>
                    <StateBadge state={view.connection.state} syncing={view.connection.syncing} />
                  </p>
                  <p className="text-soft">{verdictOf(view.connection, view.lastRun, now, (at) => momentText(at, visitor))}</p>
                </div>
                <Remedy view={view} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {dead.length > 0 ? (
        <Section title="Could not be fetched" id="failed">
          <ul className="divide-y divide-line border-y border-line">
            {dead.map((item) => (
              <li
                key={`${item.provider} ${item.kind} ${item.itemId}`}
                className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3"
              >
                <div className="grow">
                  <p>
                    {KINDS[item.kind]} {item.itemId} <span className="text-soft">at {PROVIDER_NAMES[item.provider]}</span>
                  </p>
                  <p className="text-12 text-soft">
                    {item.reason ?? "No reason was given."} {item.attempts > 1 ? `Tried ${item.attempts} times.` : null}
                  </p>
                </div>
                <ActionButton action={tryAgain} fields={{ provider: item.provider, kind: item.kind, itemId: item.itemId }}>
                  Try again
                </ActionButton>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {runs.length > 0 ? (
        <Section title="The last syncs">
          <DataTable
            label="The last syncs"
            columns={[
              { key: "at", label: "Began", phone: "main" },
              { key: "provider", label: "With", phone: "side" },
              { key: "state", label: "How it ended", phone: "detail" },
              { key: "landed", label: "What landed", phone: "detail" },
              { key: "asked", label: "Requests", align: "end", phone: "hide" },
              { key: "why", label: "Why", phone: "detail" },
            ]}
            rows={runs.map((run) => [
              run.id,
              [momentText(run.startedAt, visitor), `${agoText(run.startedAt, now)}, ${begunBy(run)}`],
              PROVIDER_NAMES[run.provider],
              runState(run),
              landed(run),
              run.asked,
              run.reason ?? "",
            ])}
          />
        </Section>
      ) : null}
    </>
  );
}

/** What is to be pressed, where something is. */
function Remedy({ view }: { view: ProviderView }) {
  const { provider, connection, entrance, typed, byKey } = view;
  if (!connection) return null;
  if (asksForPerson(connection.state)) {
    if (entrance === "oauth" && !(typed && byKey)) return <ConnectButton provider={provider} again />;
    return <ButtonLink href={`/settings/connections#${provider}`}>Enter a new key</ButtonLink>;
  }
  if (connection.state !== "error" && connection.state !== "app_inactive") return null;
  return (
    <ActionButton action={syncNow} fields={{ provider }}>
      Try now
    </ActionButton>
  );
}
