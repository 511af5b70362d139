import type { PlainAction } from "../ui/form-result";
import type { IconName } from "../ui/icons";

/** A pair is a text and what belongs to it: the address of a link, the tone of a badge, a second small line. */
export type Cell = string | number | null | readonly [text: string, detail: string];

export type Column = {
  key: string;
  label: string;
  /** Small and grey in the head; on phones after each number. */
  unit?: string;
  /** What the numbers count, on phones after each and its unit, where the head is not there to say it: `rows`. */
  counts?: string;
  /** `end` for numbers, which stand under each other. */
  align?: "end";
  kind?: "text" | "link" | "badge" | "muted";
  sort?: boolean;
  /** The direction of the first click. */
  first?: "asc" | "desc";
  /** Where the cell goes when a row becomes two lines; `detail` unless said otherwise. */
  phone?: "main" | "side" | "detail" | "hide";
};

export type RowAction = { key: string; label: string; icon: IconName } & (
  | { href: string }
  | { action: PlainAction; undo?: PlainAction; message?: string }
);

/** The first cell is the row's id, the others match the columns. */
export type RowCells = readonly [id: string, ...cells: Cell[]];
