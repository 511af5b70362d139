import { DataTable } from "@/components/table/data-table";
import { ActionForm } from "@/components/ui/action-form";
import type { FormResult } from "@/components/ui/form-result";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ActivitySource } from "@/db/source-list";
import { formatNumber } from "@/domain/units";
import { requireUser } from "../../_auth/visitor";
import type { FieldWords } from "./field-text";
import { momentText } from "./moments";
import { type provenanceTable, sourceName } from "./provenance";

type Props = {
  id: string;
  sources: readonly ActivitySource[];
  table: ReturnType<typeof provenanceTable>;
  words: FieldWords;
  /** Takes `source` off the activity `id`. */
  split: (previous: FormResult, data: FormData) => Promise<FormResult>;
  /** The page on which another activity can be merged into this one, where there is such a page. */
  mergeHref?: string;
};

/** Where an activity comes from: every delivery, and what each says of every figure. */
export async function ActivitySources({ id, sources, table, words, mergeHref, split }: Props) {
  const { visitor } = await requireUser();
  if (!table) {
    return (
      <Section title="Sources">
        <p>Entered by hand.</p>
      </Section>
    );
  }
  return (
    <Section title="Sources" aside={mergeHref ? <a href={mergeHref}>Merge with another…</a> : undefined}>
      <ul className="grid gap-2 pb-3">
        {sources.map((source) => (
          <li key={source.id} className="flex flex-wrap items-center gap-x-3">
            <span>{sourceName(source)}</span>
            <span className="text-soft">
              {source.trackPoints > 0 ? `${formatNumber(source.trackPoints, words.locale)} samples · ` : ""}
              came {momentText(source.createdAt, visitor)}
              {source.importId ? (
                <>
                  {" · "}
                  <a href={`/import/${source.importId}`}>its import</a>
                </>
              ) : null}
            </span>
            {sources.length > 1 ? (
              <ActionForm action={split} className="contents">
                <input type="hidden" name="id" value={id} />
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
