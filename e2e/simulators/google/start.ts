import type { RequestLog } from "@/e2e/simulators/request-log";
import { commonCommands, createWorkings, type StartOptions, serve } from "@/e2e/simulators/server";
import { googleCommands } from "./commands";
import { rateLimit, refuse, userRateLimit } from "./errors";
import { googleRoutes } from "./routes";
import type { GoogleSettings, GoogleState } from "./types";
import { createWorld } from "./world";

export type GoogleOptions = StartOptions &
  Partial<GoogleSettings> & { accounts?: { sub?: string; email?: string; name?: string }[] };
export type GoogleControl = ReturnType<typeof googleCommands> & ReturnType<typeof commonCommands>;
export type GoogleSimulator = {
  origin: string;
  issuer: string;
  authorizeUrl: string;
  tokenUrl: string;
  revokeUrl: string;
  calendarUrl: string;
  state: GoogleState;
  control: GoogleControl;
  requests: RequestLog;
  stop(): Promise<void>;
};

/** Starts a Google with the given accounts (one if none are given), for signing in and for calendars. */
export async function startGoogle({
  accounts = [{}],
  port,
  host,
  now,
  latencyMs,
  ...settings
}: GoogleOptions = {}): Promise<GoogleSimulator> {
  const start = { port, host, now, latencyMs };
  const workings = createWorkings(start);
  const world = createWorld(settings, workings.clock);
  const control: GoogleControl = { ...googleCommands(world), ...commonCommands(workings) };
  for (const account of accounts) control.addAccount(account);
  const refusals = {
    forbidden: userRateLimit,
    limited: rateLimit,
    failed: () => refuse(500, "backendError", "Internal Error"),
  };
  const { origin, stop } = await serve(workings, googleRoutes(world), control, refusals, start);
  world.origin = origin;
  return {
    origin,
    issuer: origin,
    authorizeUrl: `${origin}/o/oauth2/v2/auth`,
    tokenUrl: `${origin}/token`,
    revokeUrl: `${origin}/revoke`,
    calendarUrl: `${origin}/calendar/v3`,
    state: world.state,
    control,
    requests: workings.requests,
    stop,
  };
}
