import type { Metadata } from "next";
import { CodingTabs } from "@/components/coding/coding-tabs";
import { NoCoding } from "@/components/coding/no-coding";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { latestArrival } from "@/db/coding-arrivals";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../_auth/visitor";
import { CodingOverview } from "./coding-overview";
import { readCodingState, type SearchParams } from "./coding-state";
import { loadCoding } from "./load-coding";
import { latestHeartbeat } from "./setup/latest-heartbeat";

export const metadata: Metadata = { title: "Coding" };

/** Where the hours went: range, filter and views are in the address. */
export default async function CodingPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const now = new Date();
  const today = localDate(now, visitor.timeZone);
  const state = readCodingState(await searchParams, today);
  const loaded = await loadCoding(actor, { state, today, timeZone: visitor.timeZone });
  const nothing = loaded.days.length === 0 && Object.keys(state.filter).length === 0;
  const arrival = nothing ? await asUser(actor, (tx) => latestArrival(tx, now)) : null;
  return (
    <>
      <PageHead title="Coding" area="coding" tabs={<CodingTabs current="/coding" />} />
      {nothing ? (
        <NoCoding first={latestHeartbeat(arrival, now, visitor)} />
      ) : (
        <CodingOverview {...{ state, loaded, today, now, visitor }} />
      )}
    </>
  );
}
