"use client";
import { type RefObject, startTransition, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { Icon } from "../ui/icons";
import { runAction } from "../ui/run-action";
import type { RowAction } from "./types";

/**
 * The actions of the row that is pointed at or holds the focus. Only that row has them in the page, in its last cell, so
 * that Tab reaches them after the row's link and a long table costs nothing for them.
 */
export function RowActions({ actions, body }: { actions: RowAction[]; body: RefObject<HTMLTableSectionElement | null> }) {
  const [cell, setCell] = useState<HTMLElement | null>(null);

  useEffect(() => {
    const rows = body.current;
    if (!rows) return;
    const follow = (event: Event) => {
      const row = event.target instanceof Element ? event.target.closest("tr") : null;
      const next = row?.querySelector<HTMLElement>("td.acts") ?? null;
      setCell((current) => (current?.contains(document.activeElement) && event.type === "pointerover" ? current : next));
    };
    rows.addEventListener("pointerover", follow);
    rows.addEventListener("focusin", follow);
    return () => {
      rows.removeEventListener("pointerover", follow);
      rows.removeEventListener("focusin", follow);
    };
  }, [body]);

  if (!cell?.isConnected) return null;
  const id = cell.dataset["id"] ?? "";
  const name = cell.parentElement?.querySelector("th")?.textContent ?? "";
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
