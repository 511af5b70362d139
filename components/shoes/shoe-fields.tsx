import { TextAreaField, TextField } from "@/components/ui/field";
import { FormRow } from "@/components/ui/form-layout";

type Props = { texts: { name: string; startingDistance: string; limit: string; notes: string }; units: "km" | "mi" };

/** The controls of a shoe: the same for a new one and for an edit. */
export function ShoeFields({ texts, units }: Props) {
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
    </>
  );
}
