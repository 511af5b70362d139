import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import type { SignInProvider } from "../_auth/sign-in-providers";
import type { WaysIn } from "../_auth/ways-in";
import { Explore } from "./explore";
import { ProviderButtons } from "./provider-buttons";

type Props = { ways: WaysIn; from: string; providers: readonly SignInProvider[]; trouble: ReactNode };

/** What a new Almanac shows before anybody has an account. */
export function Welcome({ ways, from, providers, trouble }: Props) {
  return (
    <>
      <h1 className="mt-8 mb-3 text-28">Welcome to Almanac</h1>
      {trouble}
      <p className="mb-6 text-soft">
        Runs and rides from your watch, your archives and your exports, on one page, kept on this machine. This Almanac is new:
        nobody has an account yet.
      </p>
      {ways.signUp === "owner" ? (
        <>
          <p className="mb-4">The first account becomes the owner’s. It takes a name, an email address and a password.</p>
          <ButtonLink href="/sign-up" variant="main">
            Make the owner’s account
          </ButtonLink>
          <ProviderButtons providers={providers.filter(({ makesAccounts }) => makesAccounts)}>
            Or make it without a password of its own:
          </ProviderButtons>
        </>
      ) : (
        <p className="mb-4">
          Sign-up is closed (<code>ALLOW_SIGNUP=closed</code>), so the owner’s account cannot be made. Start Almanac once with{" "}
          <code>ALLOW_SIGNUP=first</code>.
        </p>
      )}
      {ways.guests ? (
        <div className="mt-8 border-t border-line pt-6">
          <p className="mb-4 text-soft">
            Or look around first, with three years of made-up training. It can be removed with one press.
          </p>
          <Explore from={from} />
        </div>
      ) : null}
    </>
  );
}
