import type { Metadata } from "next";
import { SettingsHead } from "@/components/settings/settings-head";
import { ActionButton } from "@/components/ui/action-button";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { asUser } from "@/db/client";
import { listSessions } from "@/db/sessions";
import { requireUser } from "../../../_auth/visitor";
import { endOtherSessions, savePassword } from "./actions";
import { SessionList } from "./session-list";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  const { visitor, actor } = await requireUser();
  const sessions = await asUser(actor, listSessions);
  const others = sessions.filter((session) => session.id !== visitor.sessionId);
  return (
    <>
      <SettingsHead current="/settings/security" />
      {visitor.role === "guest" ? null : (
        <Section title="Password">
          <ActionForm action={savePassword} reset>
            <TextField label="Current password" name="currentPassword" type="password" autoComplete="current-password" required />
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
              <SubmitButton pending="Changing…">Change password</SubmitButton>
            </FormActions>
          </ActionForm>
        </Section>
      )}
      <Section
        title="Signed in"
        aside={
          others.length > 0 ? (
            <ActionButton action={endOtherSessions} variant="plain" pending="Signing out…">
              Sign out all others
            </ActionButton>
          ) : null
        }
      >
        <SessionList sessions={sessions} current={visitor.sessionId} now={new Date()} visitor={visitor} />
      </Section>
    </>
  );
}
