import type { Provider } from "@/domain/connections";
import { env } from "@/lib/env";

/** What a connection is for, what its provider's terms mean, and what whoever runs this Almanac does once to make it possible. */
type Words = {
  brings: string;
  terms: string | null;
  setUp: readonly string[];
  /** Where one goes to before it can be connected, or instead. */
  links: readonly { href: string; label: string }[];
};

/** The words of each provider; steps name this server's own addresses. */
export function wordsOf(provider: Provider): Words {
  const { APP_URL } = env();
  const back = `${APP_URL}/api/connect/${provider}/callback`;
  switch (provider) {
    case "strava":
      return {
        brings:
          "Runs, rides, every other activity and your shoes, with laps and tracks. What you edit here is never overwritten.",
        terms:
          "Strava lets an application keep what its API gives for seven days, show it to you alone, and forbids combining it for others or using it to train models. An archive that you asked Strava for and imported here is your own data, and none of this applies to it. Choose below what Almanac does with what comes by this connection.",
        setUp: [
          "Open strava.com/settings/api and make an application. Its owner needs a Strava subscription.",
          `As “Authorization Callback Domain” enter ${new URL(APP_URL).hostname}.`,
          "Set STRAVA_CLIENT_ID and STRAVA_CLIENT_SECRET in .env to what the page shows, and start Almanac again.",
        ],
        links: [],
      };
    case "google":
      return {
        brings:
          "Writes each run into a calendar of its own named Almanac, and keeps it right when a run is edited or deleted. It sees no other calendar.",
        terms: null,
        setUp: [
          "In the Google Cloud console make a project, switch on the Calendar API and make an OAuth client of type “Web application”.",
          `As authorised redirect address enter ${back}.`,
          "Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET in .env and start Almanac again.",
        ],
        links: [],
      };
    case "hevy":
      return {
        brings:
          "Strength sessions with exercises and sets. Hevy gives an API key to its Pro subscribers; without one, import the CSV that Hevy exports.",
        terms: null,
        setUp: [],
        links: [
          { href: "https://hevy.com/settings?developer", label: "Get a key at Hevy" },
          { href: "/import", label: "Import Hevy's CSV" },
        ],
      };
    case "wakatime":
      return {
        brings:
          "Coding time by day, project, language, editor and machine: your whole history once, then every hour. Also from a Wakapi, a Hackatime or any other server that speaks like WakaTime, with an API key.",
        terms: null,
        setUp: [
          "Open wakatime.com/apps and make an application.",
          `As redirect address enter ${back}.`,
          "Set WAKATIME_CLIENT_ID and WAKATIME_CLIENT_SECRET in .env and start Almanac again.",
        ],
        links: [],
      };
  }
}

/** What scopes allow, in plain words; those of no interest are left out, and those that are not known are named as they are. */
const GRANTS: Readonly<Record<string, string>> = {
  "activity:read_all": "all activities, also those that only you can see",
  "activity:read": "activities that others can see as well",
  "profile:read_all": "your whole profile with its shoes",
  read: "",
  openid: "",
  profile: "",
  email: "your email address",
  "https://www.googleapis.com/auth/userinfo.email": "your email address",
  "https://www.googleapis.com/auth/userinfo.profile": "",
  "https://www.googleapis.com/auth/calendar.app.created": "calendars that Almanac makes itself",
  "https://www.googleapis.com/auth/calendar": "all your calendars",
  "https://www.googleapis.com/auth/calendar.events": "the events of your calendars",
  "https://www.googleapis.com/auth/calendar.events.owned": "the events of calendars that are yours",
  read_stats: "statistics",
  read_summaries: "days with their projects",
  read_heartbeats: "heartbeats",
};

/** What a person granted, in words; null for nothing. */
export function grantedWords(scopes: readonly string[]): string | null {
  const said = [...new Set(scopes.map((scope) => GRANTS[scope] ?? scope))].filter(Boolean).join(", ");
  return said === "" ? null : said.charAt(0).toUpperCase() + said.slice(1);
}
