import type { Metadata } from "next";
import { CodingTabs } from "@/components/coding/coding-tabs";
import { NoCoding } from "@/components/coding/no-coding";
import { NothingFound } from "@/components/runs/no-runs";
import { DataTable } from "@/components/table/data-table";
import { Pager } from "@/components/table/pager";
import { TableTools } from "@/components/table/table-tools";
import { PageHead } from "@/components/ui/page-head";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { formatOf } from "../../_view/visitor-format";
import { counted } from "../../_view/words";
import { readCodingState, type SearchParams } from "../coding-state";
import { sumDays } from "../coding-sums";
import { pageOfRows, readListState } from "../list-page";
import { RangeBar } from "../range-bar";
import { timeText } from "../time-text";
import { DAY_COLUMNS, dayRows } from "./day-rows";
import { loadDays, loadPage } from "./load-days";

export const metadata: Metadata = { title: "Coding days" };

/** Day by day what was worked on: the rows behind the figures. */
export default async function CodingDaysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const params = await searchParams;
  const format = formatOf(visitor);
  const today = localDate(new Date(), visitor.timeZone);
  const state = readCodingState(params, today, { path: "/coding/days", usual: "all" });
  const list = readListState(params, ["date", "time"]);
  const { days, names } = await loadDays(actor, state);
  const { rows, page, pages } = pageOfRows(days, list, { date: ({ date }) => date, time: ({ us }) => us });
  const told = await loadPage(actor, state, rows);
  const total = counted(days.length, "day", format);
  const { us } = sumDays(days, state);
  if (days.length === 0 && state.range === "all" && Object.keys(state.filter).length === 0) {
    return (
      <>
        <PageHead title="Coding" area="coding" tabs={<CodingTabs current="/coding/days" />} />
        <NoCoding />
      </>
    );
  }
  return (
    <>
      <PageHead
        title="Coding"
        area="coding"
        range={`${total}, ${timeText(us, format)}`}
        tabs={<CodingTabs current="/coding/days" />}
      />
      <RangeBar state={state} names={names} format={format} />
      <section aria-label="All days that match">
        <TableTools
          url={state.url}
          csvHref={`/coding/csv?${new URLSearchParams([...new URLSearchParams(state.url.query), ["what", "days"]])}`}
        />
        <DataTable
          label="Coding days"
          columns={DAY_COLUMNS}
          rows={dayRows(rows, told, format)}
          rowHref="/coding/days/{id}"
          url={state.url}
          sort={list.sort}
          totals={[total, timeText(us, format), "", "", "", ""]}
          empty={<NothingFound href="/coding/days" />}
        />
        <Pager url={state.url} page={page} pages={pages} total={total} size={list.size} />
      </section>
    </>
  );
}
