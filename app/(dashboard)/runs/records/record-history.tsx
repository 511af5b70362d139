import { ChartFrame } from "@/components/charts/chart-frame";
import { DataTable } from "@/components/table/data-table";
import { Section } from "@/components/ui/section";
import type { PersonalBestRow } from "@/db/best-efforts";
import type { Format } from "@/domain/units";
import { distanceName } from "../../_view/distances";
import { bestSoFar, historyTable } from "./records-view";

/** How the best over one distance came about: every step that was a record when it was run. */
export function RecordHistory({
  history,
  format,
  today,
}: {
  history: readonly PersonalBestRow[];
  format: Format;
  today: string;
}) {
  const first = history[0];
  if (!first) return null;
  const name = distanceName(first.distanceM);
  const course = bestSoFar(history, today, format);
  return (
    <Section title={`${name}: how the best came about`} id="history" area="runs">
      {course.data.labels.length > 1 ? (
        <ChartFrame
          {...course}
          title={`Best so far over ${name}`}
          unit="time"
          kind="lines"
          reverse
          level={3}
          area="runs"
          format={{ style: "clock", locale: format.locale }}
          how="At the end of each month the fastest stretch of this length in any run until then, pauses included, between two points of its track. Faster is higher."
        />
      ) : null}
      <DataTable label={`How the best over ${name} came about`} {...historyTable(history, format)} />
    </Section>
  );
}
