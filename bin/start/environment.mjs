import { StartError } from "./say.mjs";

/** The port, checked here because it is needed before the rest of the environment can be looked at. */
export function portOf(env) {
  const text = env.PORT ?? "3000";
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new StartError("PORT must be a whole number between 1 and 65535.");
  return port;
}

/** What server and worker get: the environment we were given, secrets we made, addresses of the database. */
export function childEnvironment({ env, mode, port, dataFolder, secrets, url, directUrl, replicationUrl }) {
  const address = env.APP_URL ?? `http://localhost:${port}`;
  const { AUTH_SECRET, TOKEN_ENCRYPTION_KEYS, CRON_SECRET } = secrets;
  return {
    AUTH_SECRET,
    TOKEN_ENCRYPTION_KEYS,
    CRON_SECRET,
    ...env,
    NODE_ENV: mode === "dev" ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    APP_URL: address,
    NEXTAUTH_URL: address,
    ALMANAC_DATA_DIR: dataFolder,
    DATABASE_URL: url,
    DATABASE_DIRECT_URL: directUrl,
    ...(replicationUrl ? { DATABASE_REPLICATION_URL: replicationUrl } : {}),
  };
}
