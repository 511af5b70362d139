import { DataTable } from "@/components/table/data-table";
import { Section } from "@/components/ui/section";
import type { CodingDay } from "@/db/coding-reads";
import type { SourceRule } from "@/domain/coding";
import type { Format } from "@/domain/units";
import { counted } from "../../../_view/words";
import { RULE_WORDS, SOURCE_WORDS } from "../../sources-line";
import { timeText } from "../../time-text";

type Props = { sources: readonly CodingDay[]; rule: SourceRule; heartbeats: number; format: Format };

/** Who tells of the day, which of them counts, and why. */
export function SourceTable({ sources, rule, heartbeats, format }: Props) {
  if (sources.length === 0) return null;
  const several = sources.length > 1;
  return (
    <Section
      title="Sources"
      id="sources"
      area="coding"
      aside={
        <a className="link" href="/coding/setup#rules">
          Rules of counting
        </a>
      }
    >
      <DataTable
        label="Sources"
        columns={[
          { key: "source", label: "Told by", phone: "main" },
          { key: "time", label: "Time", align: "end", phone: "side" },
          { key: "counts", label: "Counts", kind: "badge" },
          { key: "detail", label: "Detail", kind: "muted" },
        ]}
        rows={sources.map(({ source, totalUs, counts }) => [
          source,
          SOURCE_WORDS[source].replace(/^./, (first) => first.toUpperCase()),
          timeText(totalUs, format),
          counts ? ["Counts", "good"] : ["Kept, not counted", "plain"],
          source === "heartbeats" ? counted(heartbeats, "heartbeat", format) : "totals only",
        ])}
      />
      <p className="mt-2 text-12 text-soft">
        {several
          ? `Several sources tell of this day; by your rule ${RULE_WORDS[rule]}, and the others are not added to it.`
          : "One source tells of this day, so it counts."}
      </p>
    </Section>
  );
}
