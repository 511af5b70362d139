import { fstatSync } from "node:fs";
import { type SimulatorsOptions, simulatorEnv, startSimulators } from "./start-all";

/**
 * All simulators in a process of their own: `node --import tsx e2e/simulators/main.ts`. `SIM_OPTIONS` is JSON of their options, such as
 * `{"strava": {"port": 4010, "athletes": [{"activities": 10000}]}}`; without a port any free one is taken. One line of JSON tells
 * where they are and what environment the application needs. It ends with a signal, or with its parent when that holds a pipe to it.
 */
const options = JSON.parse(process.env["SIM_OPTIONS"] || "{}") as SimulatorsOptions;
const simulators = await startSimulators(options);

const origins = Object.fromEntries(Object.entries(simulators).map(([name, { origin }]) => [name, origin]));
process.stdout.write(`${JSON.stringify({ origins, env: simulatorEnv(simulators) })}\n`);

async function stop(): Promise<never> {
  await Promise.all(Object.values(simulators).map((one) => one.stop()));
  process.exit(0);
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) process.stdin.once("end", stop).resume();
