"use client";
import { type RefObject, startTransition, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { Icon } from "../ui/icons";
import { runAction } from "../ui/run-action";
import type { RowAction, RowCells } from "./types";

type Props = { actions: RowAction[]; body: RefObject<HTMLTableSectionElement | null>; rows: readonly RowCells[] };

/**
 * The actions of the row that is pointed at or holds the focus. Only that row has them in the page, in its last cell, so
 * that Tab reaches them after the row's link and a long table costs nothing for them.
 */
export function RowActions({ actions, body, rows }: Props) {
  const [cell, setCell] = useState<HTMLElement | null>(null);

  useEffect(() => {
    const section = body.current;
    if (!section) return;
    const follow = (event: Event) => {
      const row = event.target instanceof Element ? event.target.closest("tr") : null;
      const next = row?.querySelector<HTMLElement>("td.acts") ?? null;
      setCell((current) => (current?.contains(document.activeElement) && event.type === "pointerover" ? current : next));
    };
    section.addEventListener("pointerover", follow);
    section.addEventListener("focusin", follow);
    return () => {
      section.removeEventListener("pointerover", follow);
      section.removeEventListener("focusin", follow);
    };
  }, [body]);

  if (!cell?.isConnected) return null;
  const row = cell.closest("tr");
  const id = rows[row?.sectionRowIndex ?? -1]?.[0] ?? "";
  const name = row?.querySelector("th")?.textContent ?? "";
  return createPortal(
    <span className="acts-list">
      {actions.map((action) =>
        "href" in action ? (
          <a
            key={action.key}
            href={action.href.replace("{id}", encodeURIComponent(id))}
            title={action.label}
            aria-label={`${action.label}: ${name}`}
          >
            <Icon name={action.icon} />
          </a>
        ) : (
          <button
            key={action.key}
            type="button"
            title={action.label}
            aria-label={`${action.label}: ${name}`}
            onClick={() => {
              const data = new FormData();
              data.append("id", id);
              startTransition(async () => {
                await runAction(action.action, data, { message: action.message, undo: action.undo });
              });
            }}
          >
            <Icon name={action.icon} />
          </button>
        ),
      )}
    </span>,
    cell,
  );
}
