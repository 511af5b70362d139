import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import type { FormAction } from "@/components/ui/form-result";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { since: string | null; save: FormAction };

/** How far back the calendar goes; null: to the first run. */
export function CalendarSince({ since, save }: Props) {
  return (
    <ActionForm action={save}>
      <TextField
        label="Runs since"
        name="since"
        type="date"
        defaultValue={since ?? ""}
        help="Runs from this day on become events, all of them where it is empty. Ten thousand take about twenty minutes. Events that are there already stay."
      />
      <FormError />
      <FormActions>
        <SubmitButton variant="plain" pending="Saving…">
          Save
        </SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
