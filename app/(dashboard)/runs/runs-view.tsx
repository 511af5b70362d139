"use client";
import { useMemo } from "react";
import { NoRuns, NothingFound } from "@/components/runs/no-runs";
import { RunsTabs } from "@/components/runs/runs-tabs";
import { DataTable } from "@/components/table/data-table";
import { Filters } from "@/components/table/filters";
import { Pager } from "@/components/table/pager";
import { TableTools } from "@/components/table/table-tools";
import type { RowAction } from "@/components/table/types";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Flash } from "@/components/ui/toast";
import { remove, undelete } from "./actions";
import { RUN_COLUMNS } from "./run-columns";
import { RunsChart } from "./runs-chart";
import type { RunsModel } from "./runs-model";

const ACTIONS: RowAction[] = [
  { key: "edit", label: "Edit", icon: "edit", href: "/runs/{id}/edit" },
  { key: "delete", label: "Delete", icon: "trash", action: remove, undo: undelete, message: "Run deleted." },
];

/** All runs. `text` is a {@link RunsModel} as JSON. */
export function RunsView({ text }: { text: string }) {
  const model = useMemo((): RunsModel => JSON.parse(text), [text]);
  const { url, chart } = model;
  return (
    <>
      {model.removed ? <Flash message="Run deleted." undo={undelete} fields={{ id: model.removed }} /> : null}
      <PageHead
        title="Runs"
        area="runs"
        range={model.range}
        action={
          <ButtonLink href="/runs/new" variant="main" icon="plus">
            Add run
          </ButtonLink>
        }
        tabs={<RunsTabs current="/runs" />}
      />
      {model.none ? <NoRuns /> : null}
      {chart ? <RunsChart chart={chart} /> : null}
      {model.none ? null : (
        <section aria-label="All runs that match">
          <TableTools url={url} choices={RUN_COLUMNS} shown={model.shown} csvHref={`/runs/csv?${url.query}`}>
            <Filters
              url={url}
              label="Filter runs"
              search={{ name: "q", label: "Search runs", value: model.search }}
              fields={model.fields}
              shown={model.chips}
            />
          </TableTools>
          <DataTable
            label="Runs"
            columns={model.columns}
            rows={model.rows}
            rowHref="/runs/{id}"
            url={url}
            sort={model.sort}
            totals={model.totals}
            actions={ACTIONS}
            empty={<NothingFound href="/runs" />}
          />
          <Pager url={url} page={model.page} pages={model.pages} total={model.total} size={model.size} />
        </section>
      )}
    </>
  );
}
