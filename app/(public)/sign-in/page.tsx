import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { ownPath } from "../../_auth/origin";
import { signInProviders } from "../../_auth/sign-in-providers";
import { troubleOf } from "../../_auth/trouble-words";
import { currentVisitor } from "../../_auth/visitor";
import { waysIn } from "../../_auth/ways-in";
import { signIn } from "../actions";
import { Explore } from "../explore";
import { ProviderButtons } from "../provider-buttons";
import { Welcome } from "../welcome";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const search = await searchParams;
  const from = ownPath(search["from"]);
  if (await currentVisitor()) redirect(from);
  const ways = await waysIn();
  const said = troubleOf(search, "sign-in");
  const trouble = said ? (
    <div className="mt-6">
      <Notice tone="warn" title={said.title}>
        <p>{said.text}</p>
      </Notice>
    </div>
  ) : null;
  const providers = signInProviders();
  if (!ways.hasOwner) return <Welcome ways={ways} from={from} providers={providers} trouble={trouble} />;
  return (
    <>
      <h1 className="mt-8 mb-6 text-28">Sign in</h1>
      {trouble ? <div className="-mt-4 mb-6">{trouble}</div> : null}
      <ActionForm action={signIn}>
        <input type="hidden" name="from" value={from} />
        <TextField label="Email" name="email" type="email" autoComplete="username" required />
        <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
        <FormError />
        <FormActions>
          <SubmitButton pending="Signing in…">Sign in</SubmitButton>
        </FormActions>
      </ActionForm>
      <ProviderButtons providers={providers} from={from} />
      {ways.signUp === "none" ? null : (
        <p className="mt-6 text-soft">
          New here?{" "}
          <a className="underline" href="/sign-up">
            Make an account
          </a>
        </p>
      )}
      {ways.guests ? (
        <div className="mt-8 border-t border-line pt-6">
          <p className="mb-4 text-soft">Or look around with made-up training of three years. It can be removed with one press.</p>
          <Explore from={from} />
        </div>
      ) : null}
    </>
  );
}
