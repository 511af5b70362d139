import type { Metadata } from "next";
import { ImportProgress } from "@/components/imports/import-progress";
import { DataTable } from "@/components/table/data-table";
import { Pager } from "@/components/table/pager";
import { urlState, withParams } from "@/components/table/url";
import { ActionButton } from "@/components/ui/action-button";
import { Badge } from "@/components/ui/badge";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/tabs";
import { formatNumber } from "@/domain/units";
import { requireUser } from "../../../_auth/visitor";
import { momentText } from "../../_view/moments";
import { orNotFound } from "../../_view/or-not-found";
import { formatOf } from "../../_view/visitor-format";
import { counted } from "../../_view/words";
import { undo } from "../actions";
import { countedNoun, filesText, outcomeText, RESULT_WORDS, RESULTS, STATE_WORDS } from "../import-words";
import { FileName } from "./file-name";
import { ITEM_COLUMNS, itemRow } from "./item-rows";
import { loadImport, readItemsState } from "./load-import";

export const metadata: Metadata = { title: "Import" };

type Props = { params: Promise<{ importId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** One import: how far it is, what became of each file, entry or row, and the way to take it back. */
export default async function OneImportPage({ params, searchParams }: Props) {
  const { visitor, actor } = await requireUser();
  const { importId } = await params;
  const given = await searchParams;
  const state = readItemsState(given);
  const { found, counts, items, names } = await orNotFound(loadImport(actor, importId, state));
  const format = formatOf(visitor);
  const url = urlState(`/import/${found.id}`, given);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const shown = state.result ? counts[state.result] : all;
  const running = found.state === "queued" || found.state === "running";
  const [word, tone] = STATE_WORDS[found.state];
  return (
    <>
      <PageHead
        title={<FileName name={filesText(found.files)} />}
        back={{ href: "/import", label: "Import" }}
        range={
          <>
            {momentText(found.createdAt, visitor)} · {outcomeText(found.files.length, counts, format.locale)}{" "}
            <Badge tone={tone}>{word}</Badge>
          </>
        }
        action={
          !running && found.state !== "undone" && all > 0 ? (
            <ActionButton action={undo} fields={{ id: found.id }} icon="undo" pending="Undoing…">
              Undo import
            </ActionButton>
          ) : undefined
        }
      />
      {running ? (
        <>
          <ImportProgress
            id={found.id}
            state={found.state}
            done={found.done}
            total={found.total}
            noun={countedNoun(found.files)}
            locale={visitor.numberFormat}
            undoing={found.undoneAt !== null}
          />
          <noscript>
            <meta httpEquiv="refresh" content="3" />
          </noscript>
        </>
      ) : null}
      {found.error ? (
        <Notice tone="bad" title="This import did not come to its end">
          <p>{found.error}</p>
        </Notice>
      ) : null}
      {found.state === "undone" && found.undoneAt ? (
        <Notice title={`Undone on ${momentText(found.undoneAt, visitor)}`}>
          <p>What came from it alone is gone from all lists and totals. Import the files again to bring it back.</p>
        </Notice>
      ) : null}
      <Section
        title="Results"
        aside={
          <Segmented
            label="Which results"
            items={[
              {
                href: withParams(url, { result: null }),
                label: `All ${formatNumber(all, format.locale)}`,
                current: !state.result,
              },
              ...RESULTS.filter((result) => counts[result] > 0).map((result) => ({
                href: withParams(url, { result }),
                label: `${RESULT_WORDS[result][0]} ${formatNumber(counts[result], format.locale)}`,
                current: state.result === result,
              })),
            ]}
          />
        }
      >
        <DataTable
          label="Results"
          columns={ITEM_COLUMNS}
          rows={items.map((item) => itemRow(item, names, format.locale))}
          empty={
            <Empty title={running ? "No results yet" : "No results"} icon="tray">
              <p>{running ? "They appear here as the files are read." : "Nothing in this import has this result."}</p>
            </Empty>
          }
        />
        {shown > 0 ? (
          <Pager
            url={url}
            page={state.page}
            pages={Math.max(1, Math.ceil(shown / state.limit))}
            total={counted(shown, "result", format)}
            size={state.limit}
          />
        ) : null}
      </Section>
    </>
  );
}
