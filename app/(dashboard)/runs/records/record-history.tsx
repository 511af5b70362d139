import { ChartFrame } from "@/components/charts/chart-frame";
import { DataTable } from "@/components/table/data-table";
import { Section } from "@/components/ui/section";
import type { PersonalBestRow } from "@/db/best-efforts";
import { type Format, formatDate } from "@/domain/units";
import { spanText } from "../../_view/dates";
import { distanceName } from "../../_view/distances";
import { historyTable } from "./records-view";

/** How the best over one distance came about: every step that was a record when it was run. */
export function RecordHistory({ history, format }: { history: readonly PersonalBestRow[]; format: Format }) {
  const first = history[0];
  const last = history.at(-1);
  if (!first || !last) return null;
  const name = distanceName(first.distanceM);
  return (
    <Section title={`${name}: how the best came about`} id="history" area="runs">
      {history.length > 1 ? (
        <ChartFrame
          title={`Personal best over ${name}`}
          unit="time"
          range={spanText(first.localDate, last.localDate, format.locale)}
          kind="lines"
          reverse
          level={3}
          area="runs"
          format={{ style: "clock", locale: format.locale }}
          data={{
            labels: history.map((best) => `${formatDate(best.localDate, format.locale)}, ${best.runName}`),
            ticks: history.map((best) => formatDate(best.localDate, format.locale)),
            series: [{ label: "Best", values: history.map((best) => Math.round(best.durationS * 10) / 10) }],
            hrefs: history.map((best) => `/runs/${encodeURIComponent(best.runId)}`),
          }}
          how="The fastest stretch of this length in any run, pauses included, between two points of its track; each step was the fastest until then. Faster is higher."
        />
      ) : null}
      <DataTable label={`How the best over ${name} came about`} {...historyTable(history, format)} />
    </Section>
  );
}
