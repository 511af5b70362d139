import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { FormRow } from "@/components/ui/form-layout";

/** Texts of the controls, as the page made them. */
type Texts = {
  name: string;
  notes: string;
  type: string;
  startAt: string;
  distance: string;
  duration: string;
  averageHeartRate: string;
  shoeId: string;
};
type Option = { value: string; label: string };

type Props = {
  texts: Texts;
  units: "km" | "mi";
  types: Option[];
  shoes: Option[];
  /** Whose clock the start is on. */
  timeZone: string;
  /** What the sources say of fields that a person has edited, by field. */
  said?: Record<string, string>;
  nameRequired?: boolean;
};

/** The controls of a run: the same for a new one and for an edit. */
export function RunFields({ texts, units, types, shoes, timeZone, said = {}, nameRequired }: Props) {
  const help = (field: string, words?: string) => [words, said[field]].filter(Boolean).join(" ") || undefined;
  return (
    <>
      <TextField
        label="Name"
        name="name"
        defaultValue={texts.name}
        required={nameRequired}
        maxLength={200}
        help={help("name")}
        autoComplete="off"
      />
      <FormRow>
        <TextField
          label="Start"
          name="startAt"
          type="datetime-local"
          step={1}
          required
          defaultValue={texts.startAt}
          help={help("startAt", `On the clock of ${timeZone}.`)}
        />
        <SelectField label="Type" name="type" options={types} defaultValue={texts.type} help={help("type")} />
      </FormRow>
      <FormRow>
        <TextField
          label="Distance"
          name="distance"
          unit={units}
          inputMode="decimal"
          required
          defaultValue={texts.distance}
          help={help("distance")}
          autoComplete="off"
        />
        <TextField
          label="Duration"
          name="duration"
          required
          defaultValue={texts.duration}
          help={help("duration", "As h:mm:ss or mm:ss: 1:23:45 or 52:06.")}
          autoComplete="off"
        />
        <TextField
          label="Average heart rate"
          name="averageHeartRate"
          unit="bpm"
          inputMode="numeric"
          defaultValue={texts.averageHeartRate}
          help={help("averageHeartRate")}
          autoComplete="off"
        />
      </FormRow>
      <SelectField
        label="Shoe"
        name="shoeId"
        options={[{ value: "", label: "No shoe" }, ...shoes]}
        defaultValue={texts.shoeId}
        help={help("shoeId")}
      />
      <TextAreaField label="Notes" name="notes" defaultValue={texts.notes} help={help("notes")} maxLength={20_000} />
    </>
  );
}
