import type { Metadata } from "next";
import { CalendarFeed } from "@/components/connections/calendar-feed";
import { CalendarSince } from "@/components/connections/calendar-since";
import { LiveSync } from "@/components/connections/live-sync";
import { SettingsHead } from "@/components/settings/settings-head";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { calendarSince, FIRST_DAY } from "@/domain/calendar";
import { isProvider, PROVIDER_NAMES } from "@/domain/connections";
import { historyOf, isUnderWay } from "@/domain/wakatime-history";
import { env } from "@/lib/env";
import { troubleOf } from "../../../_auth/trouble-words";
import { requireUser } from "../../../_auth/visitor";
import { makeFeedAddress, saveSince, stopTheFeed } from "./calendar-actions";
import { loadConnections } from "./load";
import { ProviderSection } from "./provider-section";
import { WakaTimePart } from "./wakatime-part";

export const metadata: Metadata = { title: "Connections" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ConnectionsPage({ searchParams }: Props) {
  const { visitor, actor } = await requireUser();
  const search = await searchParams;
  const { views, feed } = await loadConnections(actor);
  const now = new Date();
  const trouble = troubleOf(search, "connections");
  const typing = typeof search["key"] === "string" && isProvider(search["key"]) ? search["key"] : null;
  const made = typeof search["connected"] === "string" && isProvider(search["connected"]) ? search["connected"] : null;
  const busy = views.some(
    ({ connection }) =>
      connection && (connection.syncing || (connection.dueAt && connection.dueAt <= now) || isUnderWay(historyOf(connection))),
  );
  return (
    <>
      <SettingsHead current="/settings/connections">
        <p className="max-w-text text-soft">
          From here on runs, rides, shoes, strength, coding and the calendar keep themselves in step.{" "}
          <a className="underline" href="/settings/connections/health">
            Sync health
          </a>{" "}
          tells how it goes.
        </p>
      </SettingsHead>
      {busy ? <LiveSync /> : null}
      {trouble ? (
        <Notice tone="warn" title={trouble.title}>
          <p>{trouble.text}</p>
        </Notice>
      ) : null}
      {made ? (
        <Notice tone="good" title={`${PROVIDER_NAMES[made]} is connected`}>
          <p>Its first sync has begun. You can go on; it works in the background.</p>
        </Notice>
      ) : null}
      {visitor.role === "guest" ? (
        <Empty title="Demo data cannot be connected" icon="link">
          It is removed a week after you were last here. Make this your account, and it can keep itself in step.
        </Empty>
      ) : (
        <>
          {views.map((view) => (
            <ProviderSection
              key={view.provider}
              view={view}
              now={now}
              visitor={visitor}
              typing={typing}
              own={
                view.provider === "wakatime" && view.connection ? (
                  <WakaTimePart connection={view.connection} now={now} visitor={visitor} actor={actor} />
                ) : null
              }
            >
              {view.provider === "google" && view.connection ? (
                <CalendarSince since={sinceOf(view.connection)} save={saveSince} />
              ) : null}
            </ProviderSection>
          ))}
          <CalendarFeed
            address={feed === null || feed === "lost" ? feed : `${env().APP_URL}/api/calendar/${feed.secret}.ics`}
            make={makeFeedAddress}
            stop={stopTheFeed}
          />
        </>
      )}
    </>
  );
}

/** The day that somebody chose, null where nobody did. */
function sinceOf(connection: Parameters<typeof calendarSince>[0]): string | null {
  const since = calendarSince(connection);
  return since === FIRST_DAY ? null : since;
}
