import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/section";
import type { StrengthRecordKind } from "@/domain/strength-records";
import type { Format } from "@/domain/units";
import type { SessionPart } from "./parts";
import { setTable, warmUpText } from "./set-table";

const RECORD_WORDS: Record<StrengthRecordKind, string> = {
  weight: "heaviest ever",
  oneRepMax: "best estimate ever",
  volume: "most volume in a set",
  reps: "most repetitions",
  distance: "farthest",
  duration: "longest",
};

type Props = Omit<SessionPart, "key"> & { live: boolean; format: Format };

/** One exercise of a session: its working sets as a table, warm-ups in a line of their own. */
export function ExerciseSection({ exercise, records, superset, live, format }: Props) {
  const warmUp = warmUpText(exercise, format);
  const table = setTable(exercise, format);
  const { title, exerciseId, notes } = exercise;
  return (
    <Section
      title={live ? <a href={`/strength/exercises/${encodeURIComponent(exerciseId)}`}>{title}</a> : title}
      area="strength"
      aside={
        records.length > 0 || superset ? (
          <span className="flex flex-wrap gap-2">
            {superset ? <Badge>Superset {superset}</Badge> : null}
            {records.map(({ kind }) => (
              <Badge key={kind} tone="good">
                Record: {RECORD_WORDS[kind]}
              </Badge>
            ))}
          </span>
        ) : undefined
      }
    >
      {warmUp ? <p className="pb-2 text-soft">Warm-up: {warmUp}</p> : null}
      {table.rows.length > 0 ? <DataTable label={`Sets of ${title}`} {...table} /> : null}
      {notes ? <p className="max-w-[65ch] whitespace-pre-line pt-2 text-soft">{notes}</p> : null}
    </Section>
  );
}
