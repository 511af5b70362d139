import { DataTable } from "@/components/table/data-table";
import { ActionForm } from "@/components/ui/action-form";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { type Format, formatNumber } from "@/domain/units";
import { split } from "../actions";
import { momentText } from "../field-text";
import type { LoadedRun } from "./load-run";
import { provenanceTable, sourceName } from "./provenance";

/** Where the run comes from: every delivery, and what each says of every figure. */
export function RunSources({ loaded: { run, sources, shoes }, format }: { loaded: LoadedRun; format: Format }) {
  const words = { ...format, timeZone: run.timeZone, shoes };
  const table = provenanceTable(run, sources, words);
  if (!table) {
    return (
      <Section title="Sources">
        <p>Entered by hand.</p>
      </Section>
    );
  }
  return (
    <Section title="Sources">
      <ul className="grid gap-2 pb-3">
        {sources.map((source) => (
          <li key={source.id} className="flex flex-wrap items-center gap-x-3">
            <span>{sourceName(source)}</span>
            <span className="text-soft">
              {source.trackPoints > 0 ? `${formatNumber(source.trackPoints, format.locale)} samples · ` : ""}
              came {momentText(source.createdAt, words)}
              {source.importId ? (
                <>
                  {" · "}
                  <a href={`/import/${source.importId}`}>its import</a>
                </>
              ) : null}
            </span>
            {sources.length > 1 ? (
              <ActionForm action={split} className="contents">
                <input type="hidden" name="id" value={run.id} />
                <input type="hidden" name="source" value={source.id} />
                <SubmitButton variant="quiet" pending="Splitting…">
                  Split off
                </SubmitButton>
              </ActionForm>
            ) : null}
          </li>
        ))}
      </ul>
      <DataTable label="What each source says" columns={table.columns} rows={table.rows} />
    </Section>
  );
}
