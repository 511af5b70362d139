import { ConnectButton } from "@/components/connections/connect-button";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { PROVIDER_NAMES, type Provider } from "@/domain/connections";
import { confirmSelf } from "./actions";

/** Asks somebody who signed in a while ago who they are, before a way in may be added. */
export function ConfirmSection({ hasPassword, linked }: { hasPassword: boolean; linked: Provider[] }) {
  return (
    <Section title="Confirm that it is you">
      <p className="mb-4 max-w-text text-soft">
        To add a way to sign in, show again who you are. It holds for a quarter of an hour, so nobody adds one on a device that
        you left open.
      </p>
      {hasPassword ? (
        <ActionForm action={confirmSelf} reset>
          <TextField label="Your password" name="currentPassword" type="password" autoComplete="current-password" required />
          <FormError />
          <FormActions>
            <SubmitButton variant="plain" pending="Checking…">
              Confirm
            </SubmitButton>
          </FormActions>
        </ActionForm>
      ) : (
        <div className="flex flex-wrap gap-2">
          {linked.map((provider) => (
            <ConnectButton
              key={provider}
              provider={provider}
              purpose="confirm"
              variant="plain"
              label={`Confirm with ${PROVIDER_NAMES[provider]}`}
            />
          ))}
        </div>
      )}
    </Section>
  );
}
