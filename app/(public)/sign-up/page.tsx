import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { BrowserTimeZone } from "@/components/settings/browser-time-zone";
import { RadioGroup } from "@/components/settings/radio-group";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { SubmitButton } from "@/components/ui/submit-button";
import { signInProviders } from "../../_auth/sign-in-providers";
import { currentVisitor } from "../../_auth/visitor";
import { waysIn } from "../../_auth/ways-in";
import { createAccount } from "../actions";
import { ProviderButtons } from "../provider-buttons";
import { SignUpClosed } from "../sign-up-closed";

export const metadata: Metadata = { title: "Create account" };

const DATA = [
  { value: "empty", label: "Start empty", help: "The demo data is removed." },
  { value: "keep", label: "Keep the demo data", help: "The made-up runs and rides stay, as if they were yours." },
] as const;

export default async function SignUpPage() {
  const visitor = await currentVisitor();
  const guest = visitor?.role === "guest";
  if (visitor && !guest) redirect("/");
  const ways = await waysIn();
  if (ways.signUp === "none") return <SignUpClosed guest={guest} />;
  return (
    <>
      <h1 className="mt-8 mb-6 text-28">{guest ? "Make this your account" : "Create account"}</h1>
      {ways.signUp === "owner" ? (
        <p className="-mt-3 mb-6 text-soft">This is the first account, so it will own this Almanac.</p>
      ) : null}
      <ActionForm action={createAccount}>
        <BrowserTimeZone />
        <TextField label="Name" name="name" autoComplete="name" maxLength={100} required />
        <TextField label="Email" name="email" type="email" autoComplete="username" maxLength={254} required />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={10}
          maxLength={128}
          help="At least 10 characters. A few words that belong together only for you are good."
          required
        />
        {guest ? <RadioGroup legend="Your data" name="data" value="empty" options={DATA} /> : null}
        <FormError />
        <FormActions>
          <SubmitButton pending="Creating your account…">Create account</SubmitButton>
        </FormActions>
      </ActionForm>
      <ProviderButtons providers={signInProviders().filter(({ makesAccounts }) => makesAccounts)}>
        {guest ? "Or without a password of its own. The demo data is not taken along; it is erased within a week." : null}
      </ProviderButtons>
      <p className="mt-6 text-soft">
        {guest ? (
          <a className="underline" href="/">
            Back to the demo data
          </a>
        ) : (
          <SignInLink hasOwner={ways.hasOwner} />
        )}
      </p>
    </>
  );
}

function SignInLink({ hasOwner }: { hasOwner: boolean }) {
  return hasOwner ? (
    <>
      You have an account?{" "}
      <a className="underline" href="/sign-in">
        Sign in
      </a>
    </>
  ) : (
    <a className="underline" href="/sign-in">
      Back
    </a>
  );
}
