import { CodingTabs } from "@/components/coding/coding-tabs";
import { NoCoding } from "@/components/coding/no-coding";
import { NothingFound } from "@/components/runs/no-runs";
import { DataTable } from "@/components/table/data-table";
import { Pager } from "@/components/table/pager";
import { TableTools } from "@/components/table/table-tools";
import type { Column } from "@/components/table/types";
import { PageHead } from "@/components/ui/page-head";
import { localDate } from "@/domain/time-zones";
import { formatDate } from "@/domain/units";
import { requireUser } from "../../_auth/visitor";
import { formatOf } from "../_view/visitor-format";
import { counted, matching } from "../_view/words";
import { readCodingState, type SearchParams } from "./coding-state";
import { LISTS, type ListPart, nameHref, shownName, TITLES } from "./dimension-words";
import { pageOfRows, readListState } from "./list-page";
import { loadNames } from "./load-names";
import { RangeBar } from "./range-bar";
import { shareText, timeText } from "./time-text";

const SORTS = ["last", "time", "name", "first"] as const;

const columnsOf = (label: string): Column[] => [
  { key: "name", label, kind: "link", sort: true, phone: "main" },
  { key: "time", label: "Time", align: "end", sort: true, first: "desc", phone: "side" },
  { key: "share", label: "Share", align: "end" },
  { key: "first", label: "First day", sort: true, first: "desc" },
  { key: "last", label: "Last day", sort: true, first: "desc" },
];

/** A date that stays in one line beside the longest name. */
const unbroken = (date: string) => date.replaceAll(" ", "\u00a0");

/** All names of one kind, of the range and the filter in the address: what the overview's lists are the beginning of. */
export async function NamesPage({ part, searchParams }: { part: ListPart; searchParams: SearchParams }) {
  const { visitor, actor } = await requireUser();
  const format = formatOf(visitor);
  const told = LISTS[part];
  const { one, many } = TITLES[told];
  const path = `/coding/${part}`;
  const today = localDate(new Date(), visitor.timeZone);
  const state = readCodingState(searchParams, today, { path, usual: "all" });
  const { url } = state;
  const list = readListState(searchParams, told === "project" ? SORTS : ["time", ...SORTS]);
  const { found, names, wholeUs } = await loadNames(actor, { state, told, q: list.q });
  const { rows, page, pages } = pageOfRows(found, list, {
    last: ({ lastDate, lastUs }) => `${lastDate} ${String(lastUs ?? 0).padStart(17, "0")}`,
    time: ({ us }) => us,
    name: ({ name }) => shownName(told, name),
    first: ({ firstDate }) => firstDate,
  });
  const us = found.reduce((sum, row) => sum + row.us, 0);
  const total = counted(found.length, one, format, many.toLowerCase());
  const nothing = found.length === 0 && !list.q && state.range === "all" && Object.keys(state.filter).length === 0;
  const tabbed = told === "project" || told === "language";
  const said = list.q ? matching(found.length, total) : total;
  return (
    <>
      <PageHead
        title={tabbed ? "Coding" : many}
        area="coding"
        back={tabbed ? undefined : { href: "/coding", label: "Coding" }}
        range={nothing ? undefined : `${said}, ${timeText(us, format)}`}
        tabs={tabbed ? <CodingTabs current={path} /> : undefined}
      />
      {nothing ? (
        <NoCoding />
      ) : (
        <>
          <RangeBar
            state={state}
            names={names}
            search={{ name: "q", label: `Search ${many.toLowerCase()}`, value: list.q }}
            format={format}
          />
          <section aria-label={`All ${many.toLowerCase()} that match`}>
            <TableTools
              url={url}
              csvHref={`/coding/csv?${new URLSearchParams([...new URLSearchParams(url.query), ["what", part]])}`}
            />
            <DataTable
              label={many}
              columns={columnsOf(one.replace(/^./, (first) => first.toUpperCase()))}
              rows={rows.map(({ name, us: time, firstDate, lastDate }) => [
                name,
                [shownName(told, name), nameHref(told, name, { path: "/coding", query: url.query }, url)],
                timeText(time, format),
                shareText(time, wholeUs, format),
                unbroken(formatDate(firstDate, format.locale)),
                unbroken(formatDate(lastDate, format.locale)),
              ])}
              totals={[total, timeText(us, format), shareText(us, wholeUs, format), "", ""]}
              url={url}
              sort={list.sort}
              empty={<NothingFound href={path} />}
            />
            <Pager url={url} page={page} pages={pages} total={total} size={list.size} />
          </section>
        </>
      )}
    </>
  );
}
