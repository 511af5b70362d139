import type { Metadata } from "next";
import { NewKey } from "@/components/settings/new-key";
import { SettingsHead } from "@/components/settings/settings-head";
import { ActionForm } from "@/components/ui/action-form";
import { Empty } from "@/components/ui/empty";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { CheckGroup, FormActions } from "@/components/ui/form-layout";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { asUser } from "@/db/client";
import { listKeys } from "@/db/keys";
import { SCOPES, type Scope } from "@/domain/users";
import { requireUser } from "../../../_auth/visitor";
import { createApiKey } from "./actions";
import { KeyList } from "./key-list";

export const metadata: Metadata = { title: "API keys" };

const MAY: Record<Scope, string> = {
  read: "Read runs, rides, shoes and settings.",
  write: "Change and delete them, and send imports.",
  telemetry: "Send samples of a workout while it goes on.",
  heartbeats: "Send heartbeats from code editors.",
};

const EXPIRY = [
  { value: "", label: "Never" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
];

export default async function KeysPage() {
  const { visitor, actor } = await requireUser();
  const keys = await asUser(actor, listKeys);
  return (
    <>
      <SettingsHead current="/settings/keys">
        <p className="max-w-text text-soft">
          With a key, programs reach <code>/api</code> in your name: <code>Authorization: Bearer …</code> What there is to call
          stands in{" "}
          <a className="underline" href="/api/openapi.json">
            the description
          </a>
          .
        </p>
      </SettingsHead>
      {visitor.role === "guest" ? (
        <Empty title="Demo data has no API keys" icon="key">
          It is removed a week after you were last here. Make this your account, and programs can have keys.
        </Empty>
      ) : (
        <Section title="New key">
          <ActionForm action={createApiKey} reset>
            <TextField
              label="Name"
              name="name"
              maxLength={100}
              help="Where it will be used: Laptop, Editor, Head unit."
              autoComplete="off"
              required
            />
            <CheckGroup legend="It may">
              {SCOPES.map((scope) => (
                <CheckField key={scope} label={scope} name="scope" value={scope} defaultChecked help={MAY[scope]} />
              ))}
            </CheckGroup>
            <SelectField label="Expires" name="days" options={EXPIRY} />
            <FormError />
            <FormActions>
              <SubmitButton pending="Creating…">Create key</SubmitButton>
            </FormActions>
            <NewKey />
          </ActionForm>
        </Section>
      )}
      {keys.length > 0 ? <KeyList keys={keys} now={new Date()} visitor={visitor} /> : null}
    </>
  );
}
