"use client";
import { use, useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { FormContext } from "@/components/ui/form-context";
import { FormRow } from "@/components/ui/form-layout";
import { Icon } from "@/components/ui/icons";
import { type Measure, SetFields, type SetTexts } from "./set-fields";

/** An exercise in the words of its controls. */
type ExerciseTexts = { id: string; title: string; notes: string; measures: Measure[]; sets: SetTexts[] };

type Props = {
  exercises: ExerciseTexts[];
  /** Titles that the person's sessions have, offered while one is typed. */
  known: string[];
  units: { weight: string; distance: string };
};

const LIFTED: Measure[] = ["weight", "reps", "rpe"];
const MOVED: Measure[] = ["distance", "time", "rpe"];

/**
 * The exercises of a session with their sets. What is there can be changed without scripts; adding and taking away needs them. Each
 * control's name says whose it is: `x0.s1.weight` is of the second set of the first exercise, `xn1` an exercise that was added.
 */
export function ExerciseFields({ exercises: given, known, units }: Props) {
  const [exercises, setExercises] = useState(given);
  const [added, setAdded] = useState(0);

  function change(id: string, changes: Partial<ExerciseTexts>) {
    setExercises((all) => all.map((one) => (one.id === id ? { ...one, ...changes } : one)));
  }
  function add() {
    const id = `n${added}`;
    setAdded(added + 1);
    setExercises((all) => [...all, { id, title: "", notes: "", measures: LIFTED, sets: [emptySet("n0")] }]);
  }

  return (
    <section className="grid gap-4" aria-label="Exercises">
      <h2 className="text-16 font-semibold">Exercises</h2>
      <ExercisesError />
      <datalist id="known-exercises">
        {known.map((title) => (
          <option key={title} value={title} />
        ))}
      </datalist>
      {exercises.map((exercise, index) => (
        <fieldset key={exercise.id} className="grid min-w-0 gap-3 border-t border-line pt-3">
          <legend className="sr-only">{exercise.title || `Exercise ${index + 1}`}</legend>
          <FormRow>
            <TextField
              label="Exercise"
              name={`x${exercise.id}.title`}
              defaultValue={exercise.title}
              maxLength={500}
              list="known-exercises"
              autoComplete="off"
            />
            {exercise.id.startsWith("n") ? (
              <SelectField
                label="Measured in"
                // The columns follow it; the form itself does not need it.
                name={`measured.${exercise.id}`}
                options={[
                  { value: "lifted", label: "Weight and repetitions" },
                  { value: "moved", label: "Distance and time" },
                ]}
                onChange={(event) => change(exercise.id, { measures: event.target.value === "moved" ? MOVED : LIFTED })}
              />
            ) : null}
          </FormRow>
          <SetFields
            name={`x${exercise.id}`}
            measures={exercise.measures}
            sets={exercise.sets}
            units={units}
            change={(sets) => change(exercise.id, { sets })}
          />
          <TextAreaField
            label="Notes on this exercise"
            name={`x${exercise.id}.notes`}
            defaultValue={exercise.notes}
            rows={exercise.notes ? 3 : 1}
            maxLength={20_000}
          />
          <div>
            <Button
              variant="quiet"
              icon="trash"
              onClick={() => setExercises((all) => all.filter(({ id }) => id !== exercise.id))}
            >
              Remove exercise
              <span className="sr-only"> {exercise.title || index + 1}</span>
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button icon="plus" onClick={add}>
          Add exercise
        </Button>
      </div>
    </section>
  );
}

function emptySet(id: string): SetTexts {
  return { id, kind: "normal", weight: "", reps: "", distance: "", time: "", rpe: "" };
}

/** What is wrong with the exercises as a whole: somebody else changed them, too. */
function ExercisesError() {
  const { result } = use(FormContext);
  const words = result.errors?.["exercises"];
  if (!words) return null;
  return (
    <p className="field-error whitespace-pre-line" role="alert">
      <Icon name="warning" />
      <span>{words}</span>
    </p>
  );
}
