"use client";
import { type MouseEvent, use, useEffect, useRef, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { FormContext } from "@/components/ui/form-context";
import { FormRow } from "@/components/ui/form-layout";
import { Icon } from "@/components/ui/icons";
import { applyChange, type Changed } from "./exercise-changes";
import { type ExerciseTexts, readTexts, WAYS } from "./exercise-texts";
import { type Asking, SetFields } from "./set-fields";

type Props = {
  exercises: readonly ExerciseTexts[];
  /** Titles that the person's sessions have, offered while one is typed. */
  known: string[];
  units: { weight: string; distance: string };
};

/**
 * The exercises of a session with their sets: added, moved and taken away by buttons that send the form, which the server answers with the
 * form as it is then; with scripts the same is done on the page.
 */
export function ExerciseFields({ exercises: given, known, units }: Props) {
  const context = use(FormContext);
  const { values } = context.result;
  const [changed, setChanged] = useState<Changed>(() =>
    values ? { exercises: readTexts(values), focus: values["focus"] ?? null } : { exercises: given, focus: null },
  );
  const { exercises, focus } = changed;
  const [said, say] = useState("");
  const section = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!changed.focus) return;
    section.current?.querySelector<HTMLElement>(`[name="${changed.focus}"], button[value="${changed.focus}"]`)?.focus();
  }, [changed]);

  function change(form: HTMLFormElement | null, what: string) {
    if (!form) return;
    const next = applyChange(readTexts(Object.fromEntries(new FormData(form))), what);
    setChanged(next);
    const [verb, id] = what.split(" ");
    const at = next.exercises.findIndex((one) => one.id === id);
    const title = next.exercises[at]?.title || "The exercise";
    if (verb === "up" || verb === "down") say(`${title} is number ${at + 1} of ${next.exercises.length}.`);
  }
  const focused = (name: string) => (name === focus ? { autoFocus: true } : {});
  const asking: Asking = (what) => ({
    type: "submit",
    name: "change",
    value: what,
    onClick: (event: MouseEvent<HTMLButtonElement>) => {
      event.preventDefault();
      change(event.currentTarget.form, what);
    },
    ...focused(what),
  });

  return (
    <FormContext value={{ ...context, result: { ...context.result, values: undefined } }}>
      <section className="grid gap-4" aria-label="Exercises" ref={section}>
        {/* Enter in a field saves, although other buttons come before the one that does. */}
        <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true">
          Save
        </button>
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
                {...focused(`x${exercise.id}.title`)}
              />
              <Measured exercise={exercise} change={change} asking={asking} />
            </FormRow>
            <SetFields exercise={exercise} units={units} asking={asking} focused={focused} />
            <TextAreaField
              label="Notes on this exercise"
              name={`x${exercise.id}.notes`}
              defaultValue={exercise.notes}
              rows={exercise.notes ? 3 : 1}
              maxLength={20_000}
            />
            <Moving exercise={exercise} index={index} last={exercises.length - 1} asking={asking} />
          </fieldset>
        ))}
        <div>
          <Button icon="plus" {...asking("add")}>
            Add exercise
          </Button>
        </div>
        <p role="status" className="sr-only">
          {said}
        </p>
      </section>
    </FormContext>
  );
}

type ExerciseProps = { exercise: ExerciseTexts; asking: Asking };

/** What an exercise is measured in: told along, and chosen for one that is added. */
function Measured({
  exercise: { id, measures },
  change,
  asking,
}: ExerciseProps & { change: (form: HTMLFormElement | null, what: string) => void }) {
  const name = `measured.${id}`;
  const value = measures.join(" ");
  if (!id.startsWith("n")) return <input type="hidden" name={name} value={value} />;
  return (
    <>
      <SelectField
        label="Measured in"
        name={name}
        options={WAYS}
        defaultValue={value}
        onChange={(event) => change(event.currentTarget.form, `measure ${id}`)}
      />
      <noscript>
        <Button {...asking(`measure ${id}`)}>Show its columns</Button>
      </noscript>
    </>
  );
}

/** The buttons that change an exercise's place in the session. */
function Moving({ exercise: { id, title }, index, last, asking }: ExerciseProps & { index: number; last: number }) {
  const name = title || `exercise ${index + 1}`;
  return (
    <div className="flex flex-wrap gap-2">
      {index > 0 ? <IconButton icon="up" label={`Move ${name} up`} {...asking(`up ${id}`)} /> : null}
      {index < last ? <IconButton icon="down" label={`Move ${name} down`} {...asking(`down ${id}`)} /> : null}
      <Button variant="quiet" icon="trash" {...asking(`remove ${id}`)}>
        Remove exercise
        <span className="sr-only"> {name}</span>
      </Button>
    </div>
  );
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
