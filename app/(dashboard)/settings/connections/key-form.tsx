import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Provider } from "@/domain/connections";
import { saveKey } from "./actions";

type Props = { provider: Provider; label: string; anyServer?: boolean; serverAddress?: string | null };

/** The field for a provider's API key, and for the server's address where there are several. */
export function KeyForm({ provider, label, anyServer, serverAddress }: Props) {
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
      {anyServer ? (
        <TextField
          label="Server address"
          name="serverAddress"
          inputMode="url"
          autoComplete="off"
          defaultValue={serverAddress ?? ""}
          help="Of a Wakapi, a Hackatime or another server of this kind: what your editors have as api_url. Empty for WakaTime itself."
        />
      ) : null}
      <FormError />
      <FormActions>
        <SubmitButton pending="Asking…">{label}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
