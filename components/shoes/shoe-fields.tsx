import { TextAreaField, TextField } from "@/components/ui/field";
import { FormRow } from "@/components/ui/form-layout";

type Props = {
  texts: {
    name: string;
    startingDistance: string;
    limit: string;
    notes: string;
    retiredAt?: string;
    retirementNotes?: string;
  };
  units: "km" | "mi";
  /** Out of use: then when and why can be corrected. */
  retired?: boolean;
};

/** The controls of a shoe: the same for a new one and for an edit. */
export function ShoeFields({ texts, units, retired }: Props) {
  return (
    <>
      <TextField label="Name" name="name" required maxLength={100} defaultValue={texts.name} autoComplete="off" />
      <FormRow>
        <TextField
          label="Starting distance"
          name="startingDistance"
          unit={units}
          inputMode="decimal"
          defaultValue={texts.startingDistance}
          help="What it had run before its first run here."
          autoComplete="off"
        />
        <TextField
          label="Limit"
          name="limit"
          unit={units}
          inputMode="decimal"
          defaultValue={texts.limit}
          help="When you mean to replace it. Leave it empty for none."
          autoComplete="off"
        />
      </FormRow>
      <TextAreaField label="Notes" name="notes" defaultValue={texts.notes} maxLength={20_000} />
      {retired ? (
        <>
          <TextField label="Retired on" name="retiredAt" type="date" required defaultValue={texts.retiredAt} />
          <TextAreaField
            label="Why it was retired"
            name="retirementNotes"
            defaultValue={texts.retirementNotes}
            maxLength={20_000}
          />
        </>
      ) : null}
    </>
  );
}
