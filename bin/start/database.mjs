import { joinServer } from "../postgres/server.mjs";
import { ROOT } from "./paths.mjs";
import { StartError, say } from "./say.mjs";

/**
 * The database to work with: the one that DATABASE_URL names, else the embedded server, which is started and kept running.
 * @returns {Promise<{ url: string, directUrl: string, replicationUrl?: string, embedded: boolean }>} `replicationUrl` where a login of its own may replicate
 */
export async function openDatabase({ env, dataFolder, secrets, stopping }) {
  if (env.DATABASE_URL) {
    return { url: env.DATABASE_URL, directUrl: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL, embedded: false };
  }
  if (env.VERCEL)
    throw new StartError("DATABASE_URL is not set: there is no embedded database here. Add it to the project's settings.");
  const joining = joinServer({ root: ROOT, dataFolder, passwords: secrets.passwords });
  // Remembered before it is there: an interruption meanwhile must not leave it behind.
  stopping.add({ stop: async () => (await joining.catch(() => undefined))?.leave() });
  const server = await joining;
  watch(server, stopping);
  return {
    url: server.url("almanac_web"),
    directUrl: server.url("almanac_owner"),
    replicationUrl: server.url("almanac_cdc"),
    embedded: true,
  };
}

/** A database that was killed comes back by itself; the pools of server and worker connect again. */
function watch(server, stopping) {
  let reviving = false;
  setInterval(async () => {
    if (reviving || stopping.isStopping() || server.isUp()) return;
    reviving = true;
    const port = server.port();
    say("The database ended and is started again.");
    try {
      await server.revive();
      if (server.port() !== port) throw new Error("The database's port was taken by another program meanwhile.");
      reviving = false;
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
      stopping.stop(1);
    }
  }, 1_000).unref();
}
