import { json } from "@/e2e/simulators/answer";
import type { RequestLog } from "@/e2e/simulators/request-log";
import { commonCommands, createWorkings, type StartOptions, serve } from "@/e2e/simulators/server";
import type { AthleteOptions } from "./athlete";
import { stravaCommands } from "./commands";
import { inactive, limited } from "./errors";
import { rateHeaders } from "./rate-limits";
import { stravaRoutes } from "./routes";
import { createState, type StravaSettings, type StravaState, type StravaWorld } from "./state";

export type StravaOptions = StartOptions & Partial<StravaSettings> & { athletes?: AthleteOptions[] };
export type StravaControl = ReturnType<typeof stravaCommands> & ReturnType<typeof commonCommands>;
export type StravaSimulator = {
  origin: string;
  oauthUrl: string;
  apiUrl: string;
  state: StravaState;
  control: StravaControl;
  requests: RequestLog;
  stop(): Promise<void>;
};

/** Starts a Strava with the given athletes (one without activities if none are given) and settings. */
export async function startStrava({
  athletes = [{}],
  port,
  host,
  now,
  latencyMs,
  ...settings
}: StravaOptions = {}): Promise<StravaSimulator> {
  const start = { port, host, now, latencyMs };
  const workings = createWorkings(start);
  const world: StravaWorld = { state: createState(settings), workings };
  const control: StravaControl = { ...stravaCommands(world), ...commonCommands(workings) };
  for (const athlete of athletes) control.addAthlete(athlete);
  const refusals = {
    forbidden: inactive,
    limited: () => limited(rateHeaders(world)),
    failed: () => json(500, { message: "error", errors: [{ resource: "Application", field: "", code: "internal" }] }),
  };
  const { origin, stop } = await serve(workings, stravaRoutes(world), control, refusals, start);
  return {
    origin,
    oauthUrl: `${origin}/oauth`,
    apiUrl: `${origin}/api/v3`,
    state: world.state,
    control,
    requests: workings.requests,
    async stop() {
      await stop();
      await control.settle();
    },
  };
}
