import { type GoogleOptions, type GoogleSimulator, startGoogle } from "./google/start";
import { type HevyOptions, type HevySimulator, startHevy } from "./hevy/start";
import { type StravaOptions, type StravaSimulator, startStrava } from "./strava/start";
import { startWakaTime, type WakaTimeOptions, type WakaTimeSimulator } from "./wakatime/start";

export type Simulators = { strava: StravaSimulator; google: GoogleSimulator; hevy: HevySimulator; wakatime: WakaTimeSimulator };
export type SimulatorsOptions = {
  strava?: StravaOptions;
  google?: GoogleOptions;
  hevy?: HevyOptions;
  wakatime?: WakaTimeOptions;
};

export async function startSimulators(options: SimulatorsOptions = {}): Promise<Simulators> {
  const [strava, google, hevy, wakatime] = await Promise.all([
    startStrava(options.strava),
    startGoogle(options.google),
    startHevy(options.hevy),
    startWakaTime(options.wakatime),
  ]);
  return { strava, google, hevy, wakatime };
}

/** The environment that makes the application talk to these servers instead of the real ones. */
export function simulatorEnv({ strava, google, hevy, wakatime }: Simulators): Record<string, string> {
  return {
    STRAVA_CLIENT_ID: strava.state.settings.clientId,
    STRAVA_CLIENT_SECRET: strava.state.settings.clientSecret,
    STRAVA_WEBHOOK_VERIFY_TOKEN: "verify-strava",
    STRAVA_OAUTH_URL: strava.oauthUrl,
    STRAVA_API_URL: strava.apiUrl,
    WAKATIME_CLIENT_ID: wakatime.state.settings.clientId,
    WAKATIME_CLIENT_SECRET: wakatime.state.settings.clientSecret,
    WAKATIME_OAUTH_URL: wakatime.oauthUrl,
    WAKATIME_API_URL: wakatime.apiUrl,
    GOOGLE_CLIENT_ID: google.state.settings.clientId,
    GOOGLE_CLIENT_SECRET: google.state.settings.clientSecret,
    GOOGLE_ISSUER: google.issuer,
    GOOGLE_AUTHORIZE_URL: google.authorizeUrl,
    GOOGLE_TOKEN_URL: google.tokenUrl,
    GOOGLE_REVOKE_URL: google.revokeUrl,
    GOOGLE_CALENDAR_URL: google.calendarUrl,
    HEVY_API_URL: hevy.origin,
    ALLOW_PRIVATE_HOSTS: "true",
  };
}
