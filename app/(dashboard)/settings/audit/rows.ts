import type { Cell, Column, RowCells } from "@/components/table/types";
import type { Visitor } from "@/db/accounts";
import type { AuditEntry, Outcome } from "@/domain/audit";
import { deviceOf } from "@/domain/devices";
import { formatNumber } from "@/domain/units";
import { momentText } from "../../_view/moments";

const TONES: Record<Outcome, string> = { success: "good", refused: "warn", failed: "bad" };
export const OUTCOME_WORDS: Record<Outcome, string> = { success: "Done", refused: "Refused", failed: "Failed" };

/** The columns of the audit log; whose act it was is shown where everybody's are. */
export function auditColumns(everybody: boolean): Column[] {
  return [
    { key: "action", label: "Action", phone: "main" },
    { key: "outcome", label: "Outcome", kind: "badge", phone: "side" },
    { key: "at", label: "When" },
    ...(everybody ? [{ key: "user", label: "Who" } as const] : []),
    { key: "resource", label: "What" },
    { key: "details", label: "Details", kind: "muted" },
    { key: "from", label: "From", kind: "muted" },
    { key: "durationMs", label: "Took", unit: "ms", align: "end", phone: "hide" },
  ];
}

/** Rows of the audit log as the table shows them. */
export function auditCells(rows: readonly AuditEntry[], everybody: boolean, visitor: Visitor): RowCells[] {
  return rows.map((row) => {
    const who: Cell[] = everybody ? [whoseOf(row, visitor)] : [];
    return [
      row.id,
      row.action,
      [OUTCOME_WORDS[row.outcome], TONES[row.outcome]],
      momentText(row.at, visitor),
      ...who,
      row.resourceId === null ? row.resource : [row.resource ?? "", shortId(row.resourceId)],
      row.error ?? detailsOf(row.input),
      row.ip === null ? deviceOf(row.userAgent) : [row.ip, deviceOf(row.userAgent)],
      row.durationMs === null ? null : formatNumber(row.durationMs, visitor.numberFormat),
    ];
  });
}

function whoseOf({ userId, role }: AuditEntry, visitor: Visitor): Cell {
  if (userId === null) return "Nobody signed in";
  return userId === visitor.userId ? "You" : [role ?? "job", userId.slice(0, 8)];
}

/** Long ids say enough with their beginning; the CSV has them whole. */
function shortId(id: string): string {
  return id.length > 24 ? `${id.slice(0, 8)}…` : id;
}

const MOST_DETAILS = 90;

/** The kept part of the input in one line; the CSV has all of it. */
function detailsOf(input: Record<string, unknown> | null): string | null {
  if (!input) return null;
  const said = Object.entries(input).filter(([, value]) => value !== "" && value !== null);
  const text = said.map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`).join(", ");
  return text.length > MOST_DETAILS ? `${text.slice(0, MOST_DETAILS - 1)}…` : text || null;
}
