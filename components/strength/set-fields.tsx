"use client";
import type { ButtonHTMLAttributes } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import type { Change } from "./exercise-changes";
import type { ExerciseTexts, Measure, SetTexts } from "./exercise-texts";

const KINDS = [
  { value: "normal", label: "Working" },
  { value: "warmup", label: "Warm-up" },
  { value: "dropset", label: "Drop set" },
  { value: "failure", label: "To failure" },
];

const LABELS: Record<Measure, string> = { weight: "Weight", reps: "Reps", distance: "Distance", time: "Time", rpe: "RPE" };

/** What makes a button ask for a change: it sends its form without scripts, and is answered on the page with them. */
export type Asking = (
  change: Change,
) => Pick<ButtonHTMLAttributes<HTMLButtonElement>, "type" | "name" | "value" | "onClick" | "autoFocus">;

type Props = {
  exercise: ExerciseTexts;
  units: { weight: string; distance: string };
  asking: Asking;
  /** For the control that is to be looked at next. */
  focused: (name: string) => { autoFocus?: boolean };
};

/** The sets of an exercise, one a row. */
export function SetFields({ exercise, units, asking, focused }: Props) {
  const { id, measures, sets } = exercise;
  const unit: Partial<Record<Measure, string>> = { weight: units.weight, distance: units.distance };
  const columns = `minmax(6.25rem, 9rem) repeat(${measures.length}, minmax(3.25rem, 6rem)) 2rem`;
  return (
    <div className="grid gap-2">
      {sets.length > 0 ? (
        <div className="-mx-1 grid gap-x-2 gap-y-1 overflow-x-auto px-1 pb-1" style={{ gridTemplateColumns: columns }}>
          <span className="field-label self-end">Set</span>
          {measures.map((measure) => (
            <span key={measure} className="field-label self-end">
              {LABELS[measure]}
              {unit[measure] ? <span className="font-normal text-soft"> {unit[measure]}</span> : null}
            </span>
          ))}
          <span />
          {sets.map((set, index) => (
            <Row key={set.id} {...{ exercise, set, index, asking, focused }} />
          ))}
        </div>
      ) : (
        <p className="text-soft">No sets.</p>
      )}
      <div>
        <Button icon="plus" {...asking(`add-set ${id}`)}>
          Add set
        </Button>
      </div>
    </div>
  );
}

type RowProps = Omit<Props, "units"> & { set: SetTexts; index: number };

function Row({ exercise, set, index, asking, focused }: RowProps) {
  const name = `x${exercise.id}.s${set.id}`;
  return (
    <>
      <SelectField label={`Kind of set ${index + 1}`} hideLabel name={`${name}.kind`} options={KINDS} defaultValue={set.kind} />
      {exercise.measures.map((measure) => (
        <TextField
          key={measure}
          label={`${LABELS[measure]} of set ${index + 1}`}
          hideLabel
          name={`${name}.${measure}`}
          defaultValue={set[measure]}
          inputMode={measure === "time" ? "text" : "decimal"}
          autoComplete="off"
          {...focused(`${name}.${measure}`)}
        />
      ))}
      <IconButton
        label={`Remove set ${index + 1}`}
        icon="close"
        className="mt-0.5 self-start"
        {...asking(`remove-set ${exercise.id} ${set.id}`)}
      />
    </>
  );
}
