import type { ReactNode } from "react";
import { Badge, type Tone } from "../ui/badge";
import type { Cell, Column } from "./types";

/**
 * What stands in a cell; a missing value is left to the style sheet's dash. A function and no component: a page of rows
 * has hundreds of cells, and a component for each doubles what the server spends on them.
 */
export function cellContent(cell: Cell | undefined, kind?: Column["kind"]): ReactNode {
  if (cell === null || typeof cell !== "object") return cell;
  const [text, detail] = cell;
  if (kind === "link") return <a href={detail}>{text}</a>;
  if (kind === "badge") return <Badge tone={isTone(detail) ? detail : "plain"}>{text}</Badge>;
  return (
    <>
      {text} <small>{detail}</small>
    </>
  );
}

function isTone(word: string): word is Tone {
  return ["plain", "good", "warn", "bad", "info"].includes(word);
}
