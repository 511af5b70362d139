#!/usr/bin/env node
import { spawn } from "node:child_process";
import { join } from "node:path";
import { openDatabase } from "./start/database.mjs";
import { childEnvironment, portOf } from "./start/environment.mjs";
import { installPackages } from "./start/install.mjs";
import { dataFolderOf, loadEnvironment, ROOT } from "./start/paths.mjs";
import { complain } from "./start/say.mjs";
import { makeDataFolder, readSecrets } from "./start/secrets.mjs";
import { prepareToStop } from "./start/stopping.mjs";

/**
 * Runs one of our programs in TypeScript with the environment that `npm start` would give it: `node bin/run.mjs bin/doctor.ts …`.
 * The embedded database is started for it, or shared with a server that runs.
 */
const [script, ...args] = process.argv.slice(2);
const stopping = prepareToStop({ quiet: true });
try {
  loadEnvironment();
  const { env } = process;
  const port = portOf(env);
  const dataFolder = dataFolderOf(env);
  makeDataFolder(dataFolder);
  await installPackages();
  const secrets = readSecrets(dataFolder);
  const database = await openDatabase({ env, dataFolder, secrets, stopping });
  const childEnv = childEnvironment({
    env,
    mode: env.NODE_ENV === "development" ? "dev" : "serve",
    port,
    dataFolder,
    secrets,
    ...database,
  });
  const tsx = ["--conditions", "react-server", "--import", "tsx"];
  const child = spawn(process.execPath, [...tsx, join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...childEnv, ALMANAC_EMBEDDED: database.embedded ? "1" : "" },
    stdio: "inherit",
  });
  const ended = new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  stopping.add({ stop: () => child.kill("SIGTERM") && ended, kill: () => child.kill("SIGKILL") });
  await stopping.stop(await ended);
} catch (error) {
  complain(error);
  await stopping.stop(1);
}
