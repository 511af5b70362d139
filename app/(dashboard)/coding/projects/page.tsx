import type { Metadata } from "next";
import { CodingTabs } from "@/components/coding/coding-tabs";
import { NoCoding } from "@/components/coding/no-coding";
import { NothingFound } from "@/components/runs/no-runs";
import { DataTable } from "@/components/table/data-table";
import { Filters } from "@/components/table/filters";
import { Pager } from "@/components/table/pager";
import { TableTools } from "@/components/table/table-tools";
import type { Column } from "@/components/table/types";
import { urlState } from "@/components/table/url";
import { PageHead } from "@/components/ui/page-head";
import { readAtOnce } from "@/db/client";
import { codingProjects } from "@/db/coding-reads";
import { namePart } from "@/domain/coding-names";
import { formatDate } from "@/domain/units";
import { requireUser } from "../../../_auth/visitor";
import { formatOf } from "../../_view/visitor-format";
import { counted, matching } from "../../_view/words";
import type { SearchParams } from "../coding-state";
import { pageOfRows, readListState } from "../list-page";
import { timeText } from "../time-text";

export const metadata: Metadata = { title: "Coding projects" };

const COLUMNS: Column[] = [
  { key: "name", label: "Project", sort: true, phone: "main" },
  { key: "time", label: "Time", align: "end", sort: true, first: "desc", phone: "side" },
  { key: "first", label: "First day", sort: true, first: "desc" },
  { key: "last", label: "Last day", sort: true, first: "desc" },
];

/** Every project that time was ever told of. */
export default async function CodingProjectsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const params = await searchParams;
  const format = formatOf(visitor);
  const url = urlState("/coding/projects", params);
  const list = readListState(params, ["last", "time", "name", "first"]);
  const projects = await readAtOnce(actor, (tx) => codingProjects(tx, { q: list.q || undefined }));
  const { rows, page, pages } = pageOfRows(projects, list, {
    last: ({ lastDate, lastUs }) => `${lastDate} ${String(lastUs ?? 0).padStart(17, "0")}`,
    time: ({ us }) => us,
    name: ({ name }) => name,
    first: ({ firstDate }) => firstDate,
  });
  const total = counted(projects.length, "project", format);
  const nothing = projects.length === 0 && !list.q;
  return (
    <>
      <PageHead
        title="Coding"
        area="coding"
        range={nothing ? undefined : list.q ? matching(projects.length, total) : total}
        tabs={<CodingTabs current="/coding/projects" />}
      />
      {nothing ? (
        <NoCoding />
      ) : (
        <section aria-label="All projects that match">
          <TableTools url={url} csvHref={`/coding/csv?what=projects&${url.query}`}>
            <Filters
              url={url}
              label="Filter projects"
              search={{ name: "q", label: "Search projects", value: list.q }}
              fields={[]}
              shown={list.q ? [{ label: `“${list.q}”`, names: ["q"] }] : []}
            />
          </TableTools>
          <DataTable
            label="Projects"
            columns={COLUMNS}
            rows={rows.map(({ name, us, firstDate, lastDate }) => [
              namePart(name),
              name,
              timeText(us, format),
              formatDate(firstDate, format.locale),
              formatDate(lastDate, format.locale),
            ])}
            rowHref="/coding/projects/{id}"
            url={url}
            sort={list.sort}
            empty={<NothingFound href="/coding/projects" />}
          />
          <Pager url={url} page={page} pages={pages} total={total} size={list.size} />
        </section>
      )}
    </>
  );
}
