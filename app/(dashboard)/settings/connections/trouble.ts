import type { Trouble } from "@/app/api/connect/leave";
import { isProvider, PROVIDER_NAMES } from "@/domain/connections";

type Said = { title: string; text: string };

const WORDS: Readonly<Record<Trouble, (name: string) => Said>> = {
  not_set_up: (name) => ({ title: `${name} is not set up on this server`, text: "The steps for whoever runs it are below." }),
  declined: (name) => ({ title: `${name} was not connected`, text: `You did not allow it at ${name}. Nothing was changed.` }),
  stale: (name) => ({
    title: `${name} was not connected`,
    text: "The answer came too late, or from another browser than the one that asked. Press the button again.",
  }),
  failed: (name) => ({
    title: `${name} was not connected`,
    text: `${name} did not answer as it should. Nothing was changed. Try again in a moment; the audit log has the reason.`,
  }),
  guest: (name) => ({
    title: `${name} was not connected`,
    text: "Demo data cannot be connected: it is removed after a week. Make this your account first.",
  }),
  taken: (name) => ({
    title: `This ${name} account cannot be used here`,
    text: `It belongs to another account, or its address has one already. Sign in with e-mail and password, then link ${name} under Security.`,
  }),
  unknown: (name) => ({
    title: `Nobody here signs in with this ${name} account`,
    text: `Sign in with e-mail and password first, then link ${name} under Security.`,
  }),
  no_sign_up: (name) => ({
    title: "Nobody can make an account here just now",
    text: `Ask the person who runs this Almanac to open sign-up. If you have an account, sign in and link ${name} under Security.`,
  }),
};

type Search = { provider?: string | string[]; trouble?: string | string[] };

/** What to say to somebody who came back from a provider empty-handed; null for anybody else. */
export function troubleOf({ provider, trouble }: Search): Said | null {
  if (typeof provider !== "string" || typeof trouble !== "string") return null;
  if (!isProvider(provider) || !Object.hasOwn(WORDS, trouble)) return null;
  return WORDS[trouble as Trouble](PROVIDER_NAMES[provider]);
}
