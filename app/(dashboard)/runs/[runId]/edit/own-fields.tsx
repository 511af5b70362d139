import { ActionButton } from "@/components/ui/action-button";
import { Section } from "@/components/ui/section";
import type { RunRow } from "@/db/run-rows";
import { labelOf, RUN_FIELDS, runValue } from "@/domain/run-fields";
import { type FieldWords, fieldText } from "../../../_view/field-text";
import { saidOtherwise } from "../../../_view/own-values";
import { release, unrestore } from "../../actions";

/** The fields that a person has set and no sync writes, each with the way back to what the source says. */
export function OwnFields({ run, words }: { run: RunRow; words: FieldWords }) {
  const own = RUN_FIELDS.flatMap(({ field }) => (run.editedFields.includes(field) && field in run.provider ? field : []));
  if (own.length === 0) return null;
  return (
    <Section title="Set by you">
      <p className="max-w-[65ch] pb-2 text-soft">
        No import and no sync changes these. Give one back to its source, and what the source says is shown again, now and later.
      </p>
      <ul className="grid gap-2">
        {own.map((field) => {
          const shown = runValue(run, field);
          const other = saidOtherwise(run, field, shown, words);
          return (
            <li key={field} className="flex flex-wrap items-center gap-x-3">
              <span className="font-semibold">{labelOf(field)}</span>
              <span className="min-w-0 truncate">{fieldText(field, shown, words) ?? "empty"}</span>
              <span className="min-w-0 truncate text-soft">
                {other === null ? "The source says the same" : `The source says ${other}`}
              </span>
              <Release run={run} fields={field} label={`Use the source’s ${labelOf(field).toLowerCase()}`} />
            </li>
          );
        })}
      </ul>
      {own.length > 1 ? (
        <div className="pt-3">
          <Release run={run} fields={own.join(",")} label="Use all of the source’s values" />
        </div>
      ) : null}
    </Section>
  );
}

function Release({ run, fields, label }: { run: RunRow; fields: string; label: string }) {
  return (
    <ActionButton
      action={release}
      undo={unrestore}
      fields={{ id: run.id, fields, from: String(run.version) }}
      variant="quiet"
      icon="undo"
      pending="Taking it…"
    >
      {label}
    </ActionButton>
  );
}
