import { join, relative } from "node:path";
import { takeLock } from "../postgres/lock.mjs";
import { isPortFree } from "../postgres/processes.mjs";
import { buildPages, buildPrograms } from "./build.mjs";
import { keepRunning } from "./children.mjs";
import { openDatabase } from "./database.mjs";
import { childEnvironment, portOf } from "./environment.mjs";
import { installPackages } from "./install.mjs";
import { openLog } from "./log-file.mjs";
import { dataFolderOf, loadEnvironment, ROOT } from "./paths.mjs";
import { startPreparing } from "./prepare.mjs";
import { waitUntilReady } from "./ready.mjs";
import { complain, StartError, say } from "./say.mjs";
import { makeDataFolder, readSecrets } from "./secrets.mjs";
import { prepareToStop } from "./stopping.mjs";

/** From nothing to a served page. `mode` is `serve` (npm start) or `dev` (npm run dev). */
export async function main(mode) {
  const stopping = prepareToStop();
  try {
    await start(mode, stopping);
  } catch (error) {
    if (stopping.isStopping()) return;
    complain(error);
    await stopping.stop(1);
  }
}

async function start(mode, stopping) {
  loadEnvironment();
  const { env } = process;
  const port = portOf(env);
  const dataFolder = dataFolderOf(env);
  makeDataFolder(dataFolder);
  const lock = holdDataFolder(dataFolder, stopping);
  if (!lock) return stopping.stop(0);
  if (!(await isPortFree(port, "::")) || !(await isPortFree(port))) {
    throw new StartError(
      `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
    );
  }

  await installPackages();
  await buildPrograms();
  const secrets = readSecrets(dataFolder);
  const preparing = startPreparing({ ...env, PORT: String(port) });
  stopping.add(preparing);
  await preparing.checked;
  const database = await openDatabase({ env, dataFolder, secrets, stopping });
  const { migrated, owner } = await preparing.migrate(database);
  if (migrated.length > 0)
    say(`Applied ${migrated.length === 1 ? "1 migration" : `${migrated.length} migrations`} to the database.`);

  const childEnv = childEnvironment({ env, mode, port, dataFolder, secrets, ...database });
  if (mode === "serve") await buildPages(childEnv);
  if (stopping.isStopping()) return;
  const log = openLog({ dataFolder, env, mode });
  const startWorker = runChildren({ mode, childEnv, log, stopping });

  const status = await waitUntilReady(port, mode === "dev" ? 120_000 : 60_000, stopping.isStopping);
  if (stopping.isStopping()) return;
  if (status !== undefined)
    throw new StartError(
      `The server did not become ready (/api/health/ready answered ${status || "nothing"}). ${log.lastWords()}`,
    );
  startWorker();
  lock.update({ address: childEnv.APP_URL });
  greet({ address: childEnv.APP_URL, owner, dataFolder, log });
}

/** One server per data folder. @returns undefined where one runs already */
function holdDataFolder(dataFolder, stopping) {
  const lock = takeLock(join(dataFolder, "running.lock"), {});
  if (lock.holder) {
    const { address, pid } = lock.holder;
    say(
      `Almanac already runs on this data folder${address ? `: ${address}` : " and is just starting"} (process ${pid}). It was left alone.`,
    );
    return undefined;
  }
  stopping.add({ stop: lock.release });
  return lock;
}

/**
 * Starts the server and prepares the worker. It stands before the server in the order of stopping and is started after it, so that it
 * takes nothing from the time until pages are served.
 * @returns starts the worker
 */
function runChildren({ mode, childEnv, log, stopping }) {
  const onGivenUp = (why) => {
    complain(new StartError(why));
    stopping.stop(1);
  };
  const keep = (name, args) => keepRunning({ name, args, env: childEnv, log, onGivenUp });
  let worker;
  stopping.add({ stop: () => worker?.stop(), kill: () => worker?.kill() });
  stopping.add(keep("server", [join(ROOT, "bin", "serve.mjs"), ...(mode === "dev" ? ["--dev"] : [])]));
  return () => {
    if (childEnv.ALMANAC_WORKER === "off" || stopping.isStopping()) return;
    const tsx = ["--conditions", "react-server", "--import", "tsx"];
    worker = keep("worker", mode === "dev" ? [...tsx, join(ROOT, "worker", "main.ts")] : [join(ROOT, "build", "worker.mjs")]);
  };
}

function greet({ address, owner, dataFolder, log }) {
  const from = (path) => relative(process.cwd(), path) || ".";
  say(`\nAlmanac is ready: ${address}`);
  if (!owner)
    say(
      `  First: open ${address}/sign-up and make the owner's account, or choose "Explore with demo data" on ${address}/sign-in.`,
    );
  const logged = log.file ? `, its log in ${from(log.file)}` : "";
  say(`  Everything it stores is in ${from(dataFolder)}${logged}. Stop with Ctrl-C.\n`);
}
