"use client";
import { tableFeatures, useTable } from "@tanstack/react-table";
import { type CSSProperties, type ReactNode, useMemo, useRef } from "react";
import { cellContent } from "./cell-content";
import { ColumnHead } from "./column-head";
import { RowActions } from "./row-actions";
import type { Cell, Column, RowAction, RowCells } from "./types";
import type { SortState, UrlState } from "./url";

type Props = {
  /** Read by screen readers as the table's name. */
  label: string;
  /** The shown ones, in order. */
  columns: Column[];
  rows: RowCells[];
  /** `/things/{id}`: the whole row leads there. */
  rowHref?: string;
  url?: UrlState;
  sort?: SortState;
  totals?: Cell[];
  actions?: RowAction[];
  empty?: ReactNode;
};

/* The server sorts, filters and pages, so that the core is all the table needs. */
const features = tableFeatures({});
/** From so many columns on a table is set smaller where there is little room. */
const MANY = 9;
/** From so many on it is also set closer. */
const CROWDED = 12;
const rowId = (row: RowCells) => row[0];

/**
 * One client component for a whole table, because it is fed compact rows: as server components the cells would travel
 * twice. What differs by column is said once on the table and told apart by the style sheet, not on every cell.
 */
export function DataTable({ label, columns, rows, rowHref, url, sort, totals, actions, empty }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  const definitions = useMemo(
    () => columns.map((column, index) => ({ id: column.key, accessorFn: (row: RowCells) => row[index + 1] })),
    [columns],
  );
  const table = useTable({ features, columns: definitions, data: rows, getRowId: rowId });
  const lines = table.getRowModel().rows;
  if (lines.length === 0 && empty) return empty;

  return (
    <table className="data-table" style={unitStyle(columns)} {...columnMarks(columns)}>
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <ColumnHead key={column.key} column={column} url={url} sort={sort} />
          ))}
          {actions ? (
            <th className="acts" scope="col">
              <span className="sr-only">Actions</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody ref={body}>
        {lines.map((line) => (
          <tr key={line.id}>
            {columns.map((column, index) => {
              const content = cellContent(line.original[index + 1], column.kind);
              if (index > 0) return <td key={column.key}>{content}</td>;
              return (
                <th key={column.key} scope="row">
                  {rowHref ? <a href={rowHref.replace("{id}", encodeURIComponent(line.id))}>{content}</a> : content}
                </th>
              );
            })}
            {actions ? <td className="acts" /> : null}
          </tr>
        ))}
      </tbody>
      {totals ? <Totals columns={columns} totals={totals} actions={actions !== undefined} /> : null}
      {actions ? <RowActions actions={actions} body={body} rows={rows} /> : null}
    </table>
  );
}

function Totals({ columns, totals, actions }: { columns: Column[]; totals: Cell[]; actions: boolean }) {
  return (
    <tfoot>
      <tr>
        {columns.map((column, index) => (
          <td key={column.key}>{cellContent(totals[index])}</td>
        ))}
        {actions ? <td className="acts" /> : null}
      </tr>
    </tfoot>
  );
}

/** The numbers of the columns that end at the right, are hidden on phones and so on, for `[data-end~="3"]` in the style sheet. */
export function columnMarks(columns: readonly Column[]): Record<`data-${string}`, string | undefined> {
  const numbers = (test: (column: Column) => boolean) =>
    columns.flatMap((column, index) => (test(column) ? [index + 1] : [])).join(" ") || undefined;
  return {
    "data-end": numbers((column) => column.align === "end"),
    "data-muted": numbers((column) => column.kind === "muted"),
    "data-main": numbers((column) => column.phone === "main") ?? "1",
    "data-side": numbers((column) => column.phone === "side"),
    "data-hide": numbers((column) => column.phone === "hide"),
    "data-wide": columns.length >= CROWDED ? "crowded" : columns.length >= MANY ? "" : undefined,
  };
}

function unitStyle(columns: readonly Column[]): CSSProperties {
  return Object.fromEntries(
    columns.flatMap(({ unit, counts }, index) => {
      const words = [unit, counts].filter(Boolean).join("\u00a0");
      return words ? [[`--u${index + 1}`, JSON.stringify(`\u00a0${words}`)]] : [];
    }),
  ) as CSSProperties;
}
