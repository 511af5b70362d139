import { json } from "@/e2e/simulators/answer";
import type { RequestLog } from "@/e2e/simulators/request-log";
import { commonCommands, createWorkings, type StartOptions, serve } from "@/e2e/simulators/server";
import { wakaTimeCommands } from "./commands";
import { PLACES, tooMany, wakaTimeRoutes } from "./routes";
import { createState, type PersonOptions, type WakaTimeWorld } from "./state";
import type { WakaTimeSettings, WakaTimeState } from "./types";

export type WakaTimeOptions = StartOptions & Partial<WakaTimeSettings> & { people?: PersonOptions[] };
export type WakaTimeControl = ReturnType<typeof wakaTimeCommands> & ReturnType<typeof commonCommands>;
export type WakaTimeSimulator = {
  origin: string;
  oauthUrl: string;
  apiUrl: string;
  state: WakaTimeState;
  control: WakaTimeControl;
  requests: RequestLog;
  stop(): Promise<void>;
};

/** Starts a WakaTime with the given people, or with one. */
export async function startWakaTime({
  people = [{}],
  port,
  host,
  now,
  latencyMs,
  ...settings
}: WakaTimeOptions = {}): Promise<WakaTimeSimulator> {
  const start = { port, host, now, latencyMs };
  const workings = createWorkings(start);
  const world: WakaTimeWorld = { state: createState(settings), workings };
  const control: WakaTimeControl = { ...wakaTimeCommands(world), ...commonCommands(workings) };
  for (const person of people) control.addPerson(person);
  const refusals = {
    forbidden: () => json(403, { error: "Forbidden" }),
    limited: () => tooMany(world),
    failed: () => json(500, { error: "Internal Server Error" }),
  };
  const { origin, stop } = await serve(workings, wakaTimeRoutes(world), control, refusals, start);
  return {
    origin,
    oauthUrl: `${origin}/oauth`,
    apiUrl: `${origin}${PLACES[world.state.settings.server]}`,
    state: world.state,
    control,
    requests: workings.requests,
    stop,
  };
}
