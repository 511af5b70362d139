"use client";
import { useState } from "react";
import { CheckField, SelectField, TextAreaField, TextField } from "../ui/field";
import { CheckGroup, FormRow } from "../ui/form-layout";

type Option = { value: string; label: string };

/** What the controls of a habit say at first, as texts. */
export type HabitTexts = {
  name: string;
  description: string;
  schedule: "weekdays" | "per_week" | "every_days";
  weekdays: string[];
  times: string;
  days: string;
  kind: "yes_no" | "number";
  unit: string;
  target: string;
  targetType: "at_least" | "at_most";
  auto: string;
  atLeast: string;
  startDate: string;
};

type Props = { texts: HabitTexts; weekdays: Option[]; facts: (Option & { unit: string })[] };

const SCHEDULES = [
  { value: "weekdays", label: "On weekdays" },
  { value: "per_week", label: "So many times a week" },
  { value: "every_days", label: "Every so many days" },
];
const KINDS = [
  { value: "yes_no", label: "Done or not" },
  { value: "number", label: "A number a day" },
];
const TARGETS = [
  { value: "at_least", label: "At least" },
  { value: "at_most", label: "At most" },
];

/** The controls of a habit: the same for a new one and for an edit. What does not apply is left out as one chooses. */
export function HabitFields({ texts, weekdays, facts }: Props) {
  const [schedule, setSchedule] = useState<string>(texts.schedule);
  const [kind, setKind] = useState<string>(texts.kind);
  const [auto, setAuto] = useState(texts.auto);
  const fact = facts.find(({ value }) => value === auto);
  return (
    <>
      <TextField label="Name" name="name" defaultValue={texts.name} required maxLength={100} autoComplete="off" />
      <SelectField
        label="When"
        name="schedule"
        options={SCHEDULES}
        defaultValue={schedule}
        onChange={(event) => setSchedule(event.target.value)}
      />
      <div className="habit-weekdays" hidden={schedule !== "weekdays"}>
        <CheckGroup legend="Weekdays">
          {weekdays.map(({ value, label }) => (
            <CheckField
              key={value}
              label={label}
              name="weekdays[]"
              value={value}
              defaultChecked={texts.weekdays.includes(value)}
            />
          ))}
        </CheckGroup>
      </div>
      <div hidden={schedule !== "per_week"}>
        <TextField label="Times a week" name="times" inputMode="numeric" defaultValue={texts.times} />
      </div>
      <div hidden={schedule !== "every_days"}>
        <TextField label="Days from one time to the next" name="days" inputMode="numeric" unit="days" defaultValue={texts.days} />
      </div>
      <SelectField
        label="What a day says"
        name="kind"
        options={KINDS}
        defaultValue={kind}
        onChange={(event) => setKind(event.target.value)}
      />
      <div hidden={kind !== "number"}>
        <FormRow>
          <SelectField label="Goes for" name="targetType" options={TARGETS} defaultValue={texts.targetType} />
          <TextField label="How much" name="target" inputMode="decimal" defaultValue={texts.target} />
          <TextField
            label="Of what"
            name="unit"
            defaultValue={texts.unit}
            maxLength={30}
            placeholder="pages"
            autoComplete="off"
          />
        </FormRow>
      </div>
      <FormRow>
        <SelectField
          label="Ticks itself"
          name="auto"
          options={[{ value: "", label: "No, I tick it" }, ...facts]}
          defaultValue={auto}
          onChange={(event) => setAuto(event.target.value)}
          help="What you say of a day by hand always wins."
        />
        <div hidden={!fact || fact.value === "reflections"}>
          <TextField
            label="From this much on a day"
            name="atLeast"
            inputMode="decimal"
            unit={fact?.unit}
            defaultValue={texts.atLeast}
          />
        </div>
      </FormRow>
      <TextField
        label="Begins"
        name="startDate"
        type="date"
        defaultValue={texts.startDate}
        help="Facts tick it from this day on; an earlier day lets them fill in the past."
      />
      <TextAreaField label="Notes" name="description" defaultValue={texts.description} rows={3} maxLength={5000} />
    </>
  );
}
