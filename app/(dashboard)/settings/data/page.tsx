import type { Metadata } from "next";
import { SettingsHead } from "@/components/settings/settings-head";
import { ButtonLink } from "@/components/ui/button";
import { ConfirmByName, DialogButton } from "@/components/ui/dialog";
import { ForgetWords } from "@/components/ui/forget-words";
import { Section } from "@/components/ui/section";
import { requireUser } from "../../../_auth/visitor";
import { deleteAccount } from "./actions";

export const metadata: Metadata = { title: "Your data" };

export default async function DataPage() {
  const { visitor } = await requireUser();
  const guest = visitor.role === "guest";
  return (
    <>
      <SettingsHead current="/settings/data" />
      <Section title="Take it with you">
        <p className="mb-4 max-w-text text-soft">
          The JSON file has everything but the samples of tracks: runs, rides and shoes with all their versions, what each source
          said, thresholds, imports and your part of the audit log.
        </p>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href="/settings/data/json" icon="download" download="">
            Everything as JSON
          </ButtonLink>
          <ButtonLink href="/api/runs?format=csv" icon="download" download="">
            Runs as CSV
          </ButtonLink>
        </div>
      </Section>
      <Section title={guest ? "Remove demo data" : "Delete your account"}>
        <p className="mb-4 max-w-text text-soft">
          Everything that is yours is erased at once: runs, rides, shoes, uploaded files, keys, sessions, your rows of the audit
          log. There is no way back.{" "}
          {visitor.role === "owner" ? "As the owner you can go only when nobody else has an account here." : null}
        </p>
        <DialogButton opens="delete-account" variant="danger">
          {guest ? "Remove demo data" : "Delete account"}
        </DialogButton>
        <ConfirmByName
          id="delete-account"
          title={guest ? "Remove demo data" : "Delete your account"}
          name={visitor.name}
          label={guest ? "Remove demo data" : "Delete account and all data"}
          action={deleteAccount}
        >
          <p>This erases everything at once, and nothing brings it back.</p>
          <ForgetWords />
        </ConfirmByName>
      </Section>
    </>
  );
}
