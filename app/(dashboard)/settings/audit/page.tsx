import type { Metadata } from "next";
import { SettingsHead } from "@/components/settings/settings-head";
import { DataTable } from "@/components/table/data-table";
import { Filters } from "@/components/table/filters";
import { Pager } from "@/components/table/pager";
import { TableTools } from "@/components/table/table-tools";
import { urlState, withParams } from "@/components/table/url";
import { Empty } from "@/components/ui/empty";
import { Segmented } from "@/components/ui/tabs";
import { listActions, listAllActions } from "@/db/audit";
import { asOwner, asUser } from "@/db/client";
import { getSettings } from "@/db/settings";
import { readAuditFilter } from "@/domain/audit";
import type { SearchParams } from "@/domain/query";
import { requireUser } from "../../../_auth/visitor";
import { formatOf } from "../../_view/visitor-format";
import { counted } from "../../_view/words";
import { auditFilterChips, auditFilterFields } from "./filter-form";
import { KeepFor } from "./keep-for";
import { auditCells, auditColumns } from "./rows";

export const metadata: Metadata = { title: "Audit log" };

const PATH = "/settings/audit";

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const params = await searchParams;
  const url = urlState(PATH, params);
  const filter = readAuditFilter(params);
  const owner = visitor.role === "owner";
  const everybody = owner && params["who"] === "all";
  const { timeZone } = visitor;
  const list = everybody
    ? await asOwner(actor, (tx) => listAllActions(tx, filter, timeZone))
    : await asUser(actor, (tx) => listActions(tx, { ...filter, user: undefined }, timeZone));
  const shown = auditFilterChips(filter, visitor.numberFormat);
  const total = list.total === null ? "More than 100,000 acts" : counted(list.total, "act", formatOf(visitor));
  return (
    <>
      <SettingsHead current={PATH}>
        <p className="max-w-text text-soft">
          Every change, with time, address and outcome; refused and failed ones, too. Nobody can alter these rows, neither here
          nor through the API. More than a hundred refusals of one kind within a quarter of an hour are counted together.
        </p>
      </SettingsHead>
      {owner ? (
        <div className="mb-3">
          <Segmented
            label="Whose"
            items={[
              { href: withParams(url, { who: null }), label: "Mine", current: !everybody },
              { href: withParams(url, { who: "all" }), label: "Everybody’s", current: everybody },
            ]}
          />
        </div>
      ) : null}
      <TableTools url={url} csvHref={csvHref(url.query, everybody ? null : visitor.userId)}>
        <Filters url={url} label="Filter the audit log" fields={auditFilterFields(filter)} shown={shown} />
      </TableTools>
      <DataTable
        label="Audit log"
        columns={auditColumns(everybody)}
        rows={auditCells(list.rows, everybody, visitor)}
        url={url}
        empty={
          <Empty title="Nothing of the kind" icon="clock">
            No act matches.{" "}
            <a className="underline" href={PATH}>
              Show all
            </a>
          </Empty>
        }
      />
      <Pager
        url={url}
        page={filter.page ?? 1}
        pages={Math.max(1, Math.ceil((list.total ?? 100_000) / filter.limit))}
        total={total}
        size={filter.limit}
      />
      {owner ? <KeepFor months={(await asUser(actor, getSettings)).auditMonths} /> : null}
    </>
  );
}

/** The same rows through the API, all of them. */
function csvHref(query: string, user: string | null): string {
  const params = new URLSearchParams(query);
  for (const name of ["who", "page", "limit", "next", "user"]) params.delete(name);
  if (user) params.set("user", user);
  params.set("format", "csv");
  return `/api/audit?${params}`;
}
