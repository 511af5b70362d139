"use client";
import { Button, IconButton } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";

/** What a set can be measured in. */
export type Measure = "weight" | "reps" | "distance" | "time" | "rpe";

/** A set in the words of its controls. */
export type SetTexts = { id: string; kind: string } & Record<Measure, string>;

const KINDS = [
  { value: "normal", label: "Working" },
  { value: "warmup", label: "Warm-up" },
  { value: "dropset", label: "Drop set" },
  { value: "failure", label: "To failure" },
];

const LABELS: Record<Measure, string> = { weight: "Weight", reps: "Reps", distance: "Distance", time: "Time", rpe: "RPE" };

type Props = {
  /** What the names of the controls begin with. */
  name: string;
  measures: readonly Measure[];
  sets: readonly SetTexts[];
  units: { weight: string; distance: string };
  change: (sets: SetTexts[]) => void;
};

/** The sets of an exercise, one a row; a new one begins as the one before it was when the page came. */
export function SetFields({ name, measures, sets, units, change }: Props) {
  const unit: Partial<Record<Measure, string>> = { weight: units.weight, distance: units.distance };
  const columns = `minmax(6.25rem, 9rem) repeat(${measures.length}, minmax(3.25rem, 6rem)) 2rem`;

  function add() {
    const last = sets.at(-1);
    const next = sets.reduce((most, { id }) => (id.startsWith("n") ? Math.max(most, Number(id.slice(1)) + 1) : most), 0);
    const empty = { kind: "normal", weight: "", reps: "", distance: "", time: "", rpe: "" };
    change([...sets, { ...(last ?? empty), rpe: "", id: `n${next}` }]);
  }

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
            <Row
              key={set.id}
              {...{ name: `${name}.s${set.id}`, set, measures, index }}
              remove={() => change(sets.filter(({ id }) => id !== set.id))}
            />
          ))}
        </div>
      ) : (
        <p className="text-soft">No sets.</p>
      )}
      <div>
        <Button icon="plus" onClick={add}>
          Add set
        </Button>
      </div>
    </div>
  );
}

type RowProps = { name: string; set: SetTexts; measures: readonly Measure[]; index: number; remove: () => void };

function Row({ name, set, measures, index, remove }: RowProps) {
  return (
    <>
      <SelectField label={`Kind of set ${index + 1}`} hideLabel name={`${name}.kind`} options={KINDS} defaultValue={set.kind} />
      {measures.map((measure) => (
        <TextField
          key={measure}
          label={`${LABELS[measure]} of set ${index + 1}`}
          hideLabel
          name={`${name}.${measure}`}
          defaultValue={set[measure]}
          inputMode={measure === "time" ? "text" : "decimal"}
          autoComplete="off"
        />
      ))}
      <IconButton label={`Remove set ${index + 1}`} icon="close" onClick={remove} className="mt-0.5 self-start" />
    </>
  );
}
