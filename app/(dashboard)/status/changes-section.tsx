import { Badge, type Tone } from "@/components/ui/badge";
import { Facts } from "@/components/ui/facts";
import { Section } from "@/components/ui/section";
import type { Visitor } from "@/db/accounts";
import type { CdcStatus } from "@/db/cdc-state";
import { formatBytes } from "../_view/bytes";
import { momentText } from "../_view/moments";
import { counted, joined } from "../_view/words";

function stateOf(status: CdcStatus): { tone: Tone; word: string; why: string } {
  if (status.slot === null)
    return {
      tone: "info",
      word: "Not followed",
      why: "The cron job aggregates counts again instead; npm run doctor says what is missing.",
    };
  if (status.lost)
    return {
      tone: "warn",
      word: "Lost",
      why: "The worker was away for too long. It makes the aggregates anew when it comes back.",
    };
  if (!status.active)
    return {
      tone: "warn",
      word: "Waiting",
      why: "Nobody reads the changes. Start the worker: the database keeps its log for it.",
    };
  return { tone: "good", word: "Followed", why: "Every change is added to the aggregates as it happens." };
}

/** Less than a second is what a change takes to get there. */
function behindText(seconds: number | null, locale: string): string {
  if (seconds === null) return "–";
  if (seconds < 1) return "Nothing";
  if (seconds < 120) return counted(Math.round(seconds), "second", { locale });
  return seconds < 7200
    ? counted(Math.round(seconds / 60), "minute", { locale })
    : counted(Math.round(seconds / 3600), "hour", { locale });
}

/** How far the aggregates are behind the tables, and whether they agree with a recount. */
export function ChangesSection({ status, lag, visitor }: { status: CdcStatus; lag: number | null; visitor: Visitor }) {
  const locale = visitor.numberFormat;
  const state = stateOf(status);
  const bytes = (value: number | null) => (value === null ? "–" : joined(formatBytes(Math.max(0, value), locale)));
  const moment = (at: Date | null) => (at ? momentText(at, visitor) : "–");
  const drift =
    status.driftedDays === null ? "–" : status.driftedDays === 0 ? "None" : counted(status.driftedDays, "day", { locale });
  return (
    <Section title="Aggregates" aside={<Badge tone={state.tone}>{state.word}</Badge>}>
      <Facts
        items={[
          { label: "State", value: state.word, note: state.why },
          { label: "Behind", value: behindText(lag, locale), note: `${bytes(status.behindBytes)} of the database's log` },
          { label: "Kept at most", value: bytes(status.safeBytes), note: "more before the database lets go" },
          { label: "Last change added", value: moment(status.projectedAt) },
          { label: "Reader last seen", value: moment(status.aliveAt), note: status.active ? "reads now" : undefined },
          { label: "Made anew", value: moment(status.rebuiltAt) },
          {
            label: "Drift from a recount",
            value: drift,
            note: status.checkedAt ? `compared ${moment(status.checkedAt)}` : undefined,
          },
        ]}
      />
    </Section>
  );
}
