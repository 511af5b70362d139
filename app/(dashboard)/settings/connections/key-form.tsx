import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Provider } from "@/domain/connections";
import { saveKey } from "./actions";

/** The field for a provider's API key. */
export function KeyForm({ provider, label }: { provider: Provider; label: string }) {
  return (
    <ActionForm action={saveKey} reset>
      <input type="hidden" name="provider" value={provider} />
      <TextField
        label="API key"
        name="apiKey"
        type="password"
        autoComplete="off"
        help="Stored encrypted, never shown again."
        required
      />
      <FormError />
      <FormActions>
        <SubmitButton pending="Asking…">{label}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
