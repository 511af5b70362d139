import { ConfigLines } from "@/components/coding/config-lines";
import { FirstHeartbeat, type LatestHeartbeat } from "@/components/coding/first-heartbeat";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { createApiKey } from "../../settings/keys/actions";
import { EDITORS } from "./editors";

type Props = { apiUrl: string; guest: boolean; keysText: string | null; latest: LatestHeartbeat };

/** Two lines in a file, a plugin, and the first sign of life. */
export function EditorSection({ apiUrl, guest, keysText, latest }: Props) {
  return (
    <Section title="Connect an editor" area="coding">
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        <div className="min-w-0">
          <h3 className="mb-2 font-semibold">1. A key, and two lines</h3>
          {guest ? (
            <Empty
              title="Demo data has no API keys"
              icon="key"
              action={
                <ButtonLink href="/sign-up" variant="main">
                  Make this your account
                </ButtonLink>
              }
            >
              <p>
                Editors could send to it for a week at most, then it is removed. With an account of your own they can for ever.
              </p>
            </Empty>
          ) : (
            <ActionForm action={createApiKey}>
              <input type="hidden" name="scope" value="heartbeats" />
              <TextField
                label="Name of the key"
                name="name"
                defaultValue="Editors"
                maxLength={100}
                autoComplete="off"
                help="It may send heartbeats and ask for today’s time, which editors show; it reads nothing else. One per machine makes it easy to lock one out."
              />
              <FormError />
              <FormActions>
                <SubmitButton pending="Creating…">Create key</SubmitButton>
              </FormActions>
              <ConfigLines apiUrl={apiUrl} />
              {keysText ? (
                <p className="text-12 text-soft">
                  {keysText}{" "}
                  <a className="link" href="/settings/keys">
                    API keys
                  </a>
                </p>
              ) : null}
            </ActionForm>
          )}
        </div>
        <div className="min-w-0">
          <h3 className="mb-2 font-semibold">2. The plugin of your editor</h3>
          <div className="divide-y divide-line border-y border-line">
            {EDITORS.map(({ name, steps, commands }) => (
              <details key={name} className="py-1.5">
                <summary>{name}</summary>
                <p className="mt-1 max-w-text text-soft">{steps}</p>
                {commands?.map((command) => (
                  <pre key={command} className="mt-1 text-12 wrap-anywhere whitespace-pre-wrap">
                    {command}
                  </pre>
                ))}
              </details>
            ))}
          </div>
        </div>
      </div>
      <h3 className="mt-6 mb-2 font-semibold">3. The first sign of life</h3>
      <FirstHeartbeat latest={latest} address="/coding/setup/latest" />
    </Section>
  );
}
