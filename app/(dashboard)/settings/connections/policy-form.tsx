import { ActionForm } from "@/components/ui/action-form";
import { SelectField, TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions, FormRow } from "@/components/ui/form-layout";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Connection } from "@/db/connections";
import { type KeepPolicy, policiesOf } from "@/domain/connections";
import { savePolicy } from "./actions";

const POLICIES: { value: KeepPolicy; label: string }[] = [
  { value: "keep", label: "Keep it" },
  { value: "keep_days", label: "Keep it for some days, then erase it" },
  { value: "not_in_insights", label: "Keep it, but leave it out of insights and digests" },
];

/** What may be done with what comes by a connection, where anything is stored of it. The database itself holds to it. */
export function PolicyForm({ connection }: { connection: Connection }) {
  const possible = policiesOf(connection.provider);
  if (possible.length < 2) return null;
  return (
    <ActionForm action={savePolicy} className="form group/policy">
      <input type="hidden" name="provider" value={connection.provider} />
      <FormRow>
        <SelectField
          label="What may be done with its data"
          name="policy"
          options={POLICIES.filter(({ value }) => possible.includes(value))}
          defaultValue={connection.policy}
          help="It concerns what came by this connection alone; what a file or an archive says as well stays."
        />
        {possible.includes("keep_days") ? (
          <div className="hidden group-has-[option[value=keep\_days]:checked]/policy:block">
            <TextField
              label="Days"
              name="days"
              inputMode="numeric"
              defaultValue={connection.policyDays ?? 7}
              help="Counted from the day when it came here."
            />
          </div>
        ) : null}
      </FormRow>
      <FormError />
      <FormActions>
        <SubmitButton variant="plain" pending="Saving…">
          Save
        </SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
