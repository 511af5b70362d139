import { Badge, type Tone } from "../ui/badge";
import type { Cell, Column } from "./types";

/** What stands in a cell; a missing value is left to the style sheet's dash. */
export function CellContent({ kind, cell }: { kind?: Column["kind"]; cell: Cell }) {
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
