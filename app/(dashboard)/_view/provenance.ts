import type { Column, RowCells } from "@/components/table/types";
import type { ActivitySource } from "@/db/source-list";
import { labelOf, type RunFieldName, runValue } from "@/domain/run-fields";
import type { Run } from "@/domain/runs";
import { type WorkoutFieldName, type WorkoutValues, workoutLabelOf } from "@/domain/workout-fields";
import { type FieldWords, fieldText } from "./field-text";
import { SOURCE_NAMES } from "./sources";

type Facts = Pick<ActivitySource, "id" | "source" | "origin" | "facts">;

/** What a source calls itself, for people: "FIT file from Garmin Forerunner 255". */
export function sourceName({ source, origin, facts }: Omit<Facts, "id">): string {
  const device = facts.device ? ` from ${facts.device}` : "";
  if (origin === "file") return `${(facts.format ?? "file").toUpperCase()} file${device}`;
  if (origin === "export") return source === "strava" ? "Strava archive" : `${SOURCE_NAMES[source]} export`;
  return origin === "api" ? `${SOURCE_NAMES[source]} sync` : SOURCE_NAMES[source];
}

type Says = (facts: ActivitySource["facts"]) => unknown;

/** A figure as it is shown, and what a source says of it. */
type Told = { field: string; label: string; shown: string | number | null; of: Says };

/** What sources say of every activity. */
const COMMON = {
  startAt: (facts) => facts.startAt,
  distance: (facts) => facts.distanceM,
  duration: (facts) => facts.timerS,
  elapsed: (facts) => facts.elapsedS,
  moving: (facts) => facts.movingS,
  averageHeartRate: (facts) => facts.averageHeartRateBpm,
  maxHeartRate: (facts) => facts.maxHeartRateBpm,
  elevationGain: (facts) => facts.elevationGainM,
} as const satisfies Record<string, Says>;

const OF_RUNS: Partial<Record<RunFieldName, Says>> = {
  name: (facts) => facts.name,
  ...COMMON,
  shoeId: (facts) => facts.gearName,
};

const OF_WORKOUTS: Partial<Record<WorkoutFieldName, Says>> = {
  title: (facts) => facts.name,
  sport: (facts) => facts.sport,
  ...COMMON,
  averagePower: (facts) => facts.summary?.power?.averageW,
  normalizedPower: (facts) => facts.summary?.power?.normalizedW,
  energy: (facts) => facts.summary?.power?.workKj,
  description: (facts) => facts.notes,
};

/** What a run shows, figure by figure, beside what its sources may say of it. */
export function toldOfRun(run: Run): Told[] {
  return entries(OF_RUNS).map(([field, of]) => ({ field, label: labelOf(field), shown: runValue(run, field), of }));
}

/** The same of a workout. */
export function toldOfWorkout(values: WorkoutValues): Told[] {
  return entries(OF_WORKOUTS).map(([field, of]) => ({ field, label: workoutLabelOf(field), shown: values[field], of }));
}

function entries<Field extends string>(says: Partial<Record<Field, Says>>): [Field, Says][] {
  return Object.entries(says) as [Field, Says][];
}

/**
 * Where each figure of an activity comes from: what is shown beside what every source says of it. Edited fields say so; what the
 * source said before the edit stays visible. Null where there is nothing to compare: a run that was written down by hand.
 */
export function provenanceTable(
  told: readonly Told[],
  { editedFields, provider }: Pick<Run, "editedFields" | "provider">,
  sources: readonly Facts[],
  words: FieldWords,
): { columns: Column[]; rows: RowCells[] } | null {
  if (sources.length === 0 && Object.keys(provider).length === 0) return null;
  const said = sources.map((source, index) => ({
    label:
      sources.findIndex((other) => sourceName(other) === sourceName(source)) < index
        ? `${sourceName(source)}, again`
        : sourceName(source),
    of: ({ of }: Told) => of(source.facts),
  }));
  if (said.length === 0) said.push({ label: "Before the edit", of: ({ field }) => provider[field] });
  const columns: Column[] = [
    { key: "field", label: "Figure" },
    { key: "shown", label: "Shown", phone: "side" },
    ...said.map(({ label }, index): Column => ({ key: `source${index}`, label, kind: "muted" })),
  ];
  const rows = told.map((one): RowCells => {
    const shown = fieldText(one.field, one.shown, words);
    const edited = editedFields.includes(one.field);
    return [
      one.field,
      one.label,
      edited ? [shown ?? "empty", "edited by you"] : shown,
      ...said.map((source) => fieldText(one.field, source.of(one), words)),
    ];
  });
  return { columns, rows: rows.filter((row) => row.slice(2).some((cell) => cell !== null)) };
}
