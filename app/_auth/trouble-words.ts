import type { Trouble } from "@/app/api/connect/leave";
import { isProvider, PROVIDER_NAMES } from "@/domain/connections";

type Said = { title: string; text: string };

/** The pages that say it; what was wanted there is another thing each time. */
type Place = "connections" | "security" | "sign-in";

const TITLES: Readonly<Record<Place, (name: string) => string>> = {
  connections: (name) => `${name} was not connected`,
  security: (name) => `${name} was not linked`,
  "sign-in": (name) => `You are not signed in with ${name}`,
};

const AGAIN: Readonly<Record<Place, string>> = {
  connections: "Press the button again.",
  security: "Press the button again.",
  "sign-in": "Try again, or sign in with email and password.",
};

/** What it says, for each trouble; `undefined` as title takes the page's own. */
const WORDS: Readonly<Record<Trouble, (name: string, place: Place) => { title?: string; text: string }>> = {
  not_set_up: (name, place) => ({
    title: `${name} is not set up on this server`,
    text:
      place === "connections"
        ? "The steps for whoever runs it are below."
        : "Whoever runs this Almanac finds the steps on their Connections page.",
  }),
  declined: (name) => ({ text: `You did not allow it at ${name}. Nothing was changed.` }),
  stale: (_, place) => ({
    text: `The answer came too late, a second time, or in another browser than the one that asked. ${AGAIN[place]}`,
  }),
  failed: (name, place) => ({ text: `${name} did not answer as it should. Nothing was changed. ${AGAIN[place]}` }),
  guest: () => ({ text: "Demo data cannot be connected: it is removed after a week. Make this your account first." }),
  elsewhere: (_, place) => ({
    text: `Another site led you there, and Almanac does this only from its own pages. ${place === "sign-in" ? AGAIN[place] : "If you want it, press the button below."}`,
  }),
  not_fresh: () => ({ text: "It is a while since you signed in. Confirm below that it is you, then press the button again." }),
  taken: (name, place) => ({
    title: `This ${name} account cannot be used here`,
    text:
      place === "security"
        ? "Somebody else signs in with it."
        : `Its address has an account here already. Sign in with email and password, then link ${name} under Security.`,
  }),
  another: (name) => ({
    title: "This does not show that it is you",
    text: `You chose a ${name} account that you do not sign in with here. Choose the one that is linked.`,
  }),
  unknown: (name) => ({
    title: `Nobody here signs in with this ${name} account`,
    text: `Sign in with email and password first, then link ${name} under Security.`,
  }),
  no_sign_up: (name) => ({
    title: "Nobody can make an account here just now",
    text: `Ask the person who runs this Almanac to open sign-up. If you have an account, sign in and link ${name} under Security.`,
  }),
};

type Search = { provider?: string | string[]; trouble?: string | string[] };

/** What to say to somebody who came back from a provider empty-handed; null for anybody else. */
export function troubleOf({ provider, trouble }: Search, place: Place): Said | null {
  if (typeof provider !== "string" || typeof trouble !== "string") return null;
  if (!isProvider(provider) || !Object.hasOwn(WORDS, trouble)) return null;
  const name = PROVIDER_NAMES[provider];
  return { title: TITLES[place](name), ...WORDS[trouble as Trouble](name, place) };
}
