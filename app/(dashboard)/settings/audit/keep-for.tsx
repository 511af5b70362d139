import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { saveAuditMonths } from "./actions";

/** How long everybody's rows are kept: the owner's decision. */
export function KeepFor({ months }: { months: number | null }) {
  return (
    <Section title="How long rows are kept">
      <ActionForm action={saveAuditMonths}>
        <TextField
          label="Months"
          name="auditMonths"
          type="number"
          min={1}
          max={1200}
          step={1}
          inputMode="numeric"
          defaultValue={months ?? ""}
          help="Empty: for ever. Older rows of everybody are removed by the nightly clean-up, a month at a time."
        />
        <FormError />
        <FormActions>
          <SubmitButton variant="plain" pending="Saving…">
            Save
          </SubmitButton>
        </FormActions>
      </ActionForm>
    </Section>
  );
}
