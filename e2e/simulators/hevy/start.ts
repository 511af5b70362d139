import { json } from "@/e2e/simulators/answer";
import type { RequestLog } from "@/e2e/simulators/request-log";
import { commonCommands, createWorkings, type StartOptions, serve } from "@/e2e/simulators/server";
import { type AccountOptions, hevyCommands } from "./commands";
import { hevyRoutes } from "./routes";
import type { HevyState } from "./types";

export type HevyOptions = StartOptions & { accounts?: AccountOptions[] };
export type HevyControl = ReturnType<typeof hevyCommands> & ReturnType<typeof commonCommands>;
export type HevySimulator = {
  origin: string;
  /** Keys of the accounts, in their order. */
  apiKeys: string[];
  state: HevyState;
  control: HevyControl;
  requests: RequestLog;
  stop(): Promise<void>;
};

/** Starts a Hevy with the given accounts, or with one that has no workouts. */
export async function startHevy({ accounts = [{}], ...start }: HevyOptions = {}): Promise<HevySimulator> {
  const workings = createWorkings(start);
  const state: HevyState = { accounts: new Map() };
  const control: HevyControl = { ...hevyCommands(state, workings), ...commonCommands(workings) };
  const apiKeys = accounts.map((account) => control.addAccount(account));
  const refusals = {
    forbidden: () => json(403, { error: "Forbidden" }),
    limited: () => json(429, { error: "Too many requests" }),
    failed: () => json(500, { error: "Internal Server Error" }),
  };
  const { origin, stop } = await serve(workings, hevyRoutes(state), control, refusals, start);
  return { origin, apiKeys, state, control, requests: workings.requests, stop };
}
