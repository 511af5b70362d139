"use client";
import { useState } from "react";
import { SelectField, TextAreaField, TextField } from "../ui/field";
import { FormRow } from "../ui/form-layout";

type Option = { value: string; label: string };

/** What the controls of a goal say at first, as texts. */
export type GoalTexts = {
  title: string;
  description: string;
  metric: string;
  target: string;
  habitId: string;
  startDate: string;
  endDate: string;
};

type Props = { texts: GoalTexts; metrics: (Option & { unit: string })[]; habits: Option[] };

const TARGETS: Record<string, string> = {
  tasks: "Empty: all tasks that you link to it.",
  manual: "100 for a goal that you count in per cent.",
};

/** The controls of a goal: the same for a new one and for an edit. The target is in the unit of what is counted. */
export function GoalFields({ texts, metrics, habits }: Props) {
  const [metric, setMetric] = useState(texts.metric);
  const chosen = metrics.find(({ value }) => value === metric);
  return (
    <>
      <TextField label="Title" name="title" defaultValue={texts.title} required maxLength={200} autoComplete="off" />
      <FormRow>
        <SelectField
          label="Counts"
          name="metric"
          options={metrics}
          defaultValue={metric}
          onChange={(event) => setMetric(event.target.value)}
        />
        <TextField
          label="Target"
          name="target"
          inputMode="decimal"
          unit={chosen?.unit || undefined}
          defaultValue={texts.target}
          help={TARGETS[metric]}
        />
      </FormRow>
      <div hidden={metric !== "habit_days"}>
        <SelectField
          label="Habit"
          name="habitId"
          options={[{ value: "", label: habits.length > 0 ? "Choose a habit" : "There is no habit yet" }, ...habits]}
          defaultValue={texts.habitId}
        />
      </div>
      <FormRow>
        <TextField label="Begins" name="startDate" type="date" defaultValue={texts.startDate} />
        <TextField
          label="Ends"
          name="endDate"
          type="date"
          defaultValue={texts.endDate}
          help="Empty for no end: then there is no pace."
        />
      </FormRow>
      <TextAreaField label="Notes" name="description" defaultValue={texts.description} rows={3} maxLength={5000} />
    </>
  );
}
