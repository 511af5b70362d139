import { DataTable } from "@/components/table/data-table";
import { Pager } from "@/components/table/pager";
import type { Column, RowCells } from "@/components/table/types";
import type { SortState, UrlState } from "@/components/table/url";
import { Empty } from "@/components/ui/empty";
import type { PlainAction } from "@/components/ui/form-result";
import type { Format } from "@/domain/units";
import { counted } from "./words";

type Props = {
  /** What one of them is called, and many. */
  noun: string;
  nouns: string;
  list: { columns: Column[]; rows: RowCells[]; rowHref: string; url: UrlState; sort: SortState };
  page: { page: number; limit: number; count: number };
  undelete: PlainAction;
  /** Deletes it again. Without it the way back has no way back. */
  remove?: PlainAction;
  empty: string;
  format: Format;
};

/** What was deleted of one kind, page by page, each with its way back. */
export function DeletedList({ noun, nouns, list, page, undelete, remove, empty, format }: Props) {
  const message = `${noun.charAt(0).toUpperCase()}${noun.slice(1)} is back.`;
  return (
    <>
      <DataTable
        label={`Deleted ${nouns}`}
        {...list}
        actions={[{ key: "undelete", label: "Undelete", icon: "undo", action: undelete, undo: remove, message }]}
        empty={
          <Empty title={`No deleted ${nouns}`}>
            <p>{empty}</p>
          </Empty>
        }
      />
      {page.count > 0 ? (
        <Pager
          url={list.url}
          page={page.page}
          pages={Math.max(1, Math.ceil(page.count / page.limit))}
          total={counted(page.count, noun, format, nouns)}
          size={page.limit}
        />
      ) : null}
    </>
  );
}
