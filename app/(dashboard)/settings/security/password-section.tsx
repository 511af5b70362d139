import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { saveFirstPassword, savePassword } from "./actions";

/** Changes the password, or sets the first one of an account that a service made. */
export function PasswordSection({ has }: { has: boolean }) {
  return (
    <Section title="Password">
      <ActionForm action={has ? savePassword : saveFirstPassword} reset>
        {has ? (
          <TextField label="Current password" name="currentPassword" type="password" autoComplete="current-password" required />
        ) : null}
        <TextField
          label="New password"
          name="newPassword"
          type="password"
          autoComplete="new-password"
          minLength={10}
          maxLength={128}
          help="At least 10 characters. All other browsers are signed out."
          required
        />
        <FormError />
        <FormActions>
          <SubmitButton pending={has ? "Changing…" : "Setting…"}>{has ? "Change password" : "Set password"}</SubmitButton>
        </FormActions>
      </ActionForm>
    </Section>
  );
}
