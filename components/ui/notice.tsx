import type { ReactNode } from "react";
import { Icon } from "./icons";

type Props = { tone?: "info" | "good" | "warn" | "bad"; title: string; children?: ReactNode; action?: ReactNode };

/** What happened, why, and what to press. */
export function Notice({ tone = "info", title, children, action }: Props) {
  return (
    <div className="notice" data-tone={tone}>
      <Icon name={tone === "good" ? "check" : tone === "info" ? "info" : "warning"} />
      <div className="notice-words">
        <p className="font-semibold">{title}</p>
        {children}
      </div>
      {action ? <div className="notice-action">{action}</div> : null}
    </div>
  );
}
