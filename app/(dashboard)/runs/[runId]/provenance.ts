import type { Column, RowCells } from "@/components/table/types";
import type { ActivitySource } from "@/db/source-list";
import { labelOf, type RunFieldName, runValue } from "@/domain/run-fields";
import type { Run } from "@/domain/runs";
import { SOURCE_NAMES } from "../../_view/sources";
import { type FieldWords, fieldText } from "../field-text";

type Facts = Pick<ActivitySource, "id" | "source" | "origin" | "facts">;

/** What a source calls itself, for people: "FIT file from Garmin Forerunner 255". */
export function sourceName({ source, origin, facts }: Omit<Facts, "id">): string {
  const device = facts.device ? ` from ${facts.device}` : "";
  if (origin === "file") return `${(facts.format ?? "file").toUpperCase()} file${device}`;
  if (origin === "export") return source === "strava" ? "Strava archive" : `${SOURCE_NAMES[source]} export`;
  return origin === "api" ? `${SOURCE_NAMES[source]} sync` : SOURCE_NAMES[source];
}

const FIELDS: { field: RunFieldName; of: (facts: ActivitySource["facts"]) => unknown }[] = [
  { field: "name", of: (facts) => facts.name },
  { field: "startAt", of: (facts) => facts.startAt },
  { field: "distance", of: (facts) => facts.distanceM },
  { field: "duration", of: (facts) => facts.timerS },
  { field: "elapsed", of: (facts) => facts.elapsedS },
  { field: "moving", of: (facts) => facts.movingS },
  { field: "averageHeartRate", of: (facts) => facts.averageHeartRateBpm },
  { field: "maxHeartRate", of: (facts) => facts.maxHeartRateBpm },
  { field: "elevationGain", of: (facts) => facts.elevationGainM },
  { field: "shoeId", of: (facts) => facts.gearName },
];

/**
 * Where each figure of a run comes from: what is shown beside what every source says of it. Edited fields say so; what the source
 * said before the edit stays visible. Null where there is nothing to compare: a run that was written down by hand.
 */
export function provenanceTable(
  run: Pick<Run, "editedFields" | "provider"> & Run,
  sources: readonly Facts[],
  words: FieldWords,
): { columns: Column[]; rows: RowCells[] } | null {
  if (sources.length === 0 && Object.keys(run.provider).length === 0) return null;
  const said = sources.map((source, index) => ({
    label:
      sources.findIndex((other) => sourceName(other) === sourceName(source)) < index
        ? `${sourceName(source)}, again`
        : sourceName(source),
    of: (field: (typeof FIELDS)[number]) => field.of(source.facts),
  }));
  if (said.length === 0) said.push({ label: "Before the edit", of: ({ field }) => run.provider[field] });
  const columns: Column[] = [
    { key: "field", label: "Figure" },
    { key: "shown", label: "Shown", phone: "side" },
    ...said.map(({ label }, index): Column => ({ key: `source${index}`, label, kind: "muted" })),
  ];
  const rows = FIELDS.map((field): RowCells => {
    const shown = fieldText(field.field, runValue(run, field.field), words);
    const edited = run.editedFields.includes(field.field);
    return [
      field.field,
      labelOf(field.field),
      edited ? [shown ?? "empty", "edited by you"] : shown,
      ...said.map((one) => fieldText(field.field, one.of(field), words)),
    ];
  });
  return { columns, rows: rows.filter((row) => row.slice(2).some((cell) => cell !== null)) };
}
