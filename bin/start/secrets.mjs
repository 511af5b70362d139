import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LOGIN_NAMES } from "../postgres/roles.mjs";

/** Makes the data folder, closed to others. Root leaves it passable (not readable), because the database runs as another account. */
export function makeDataFolder(folder) {
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, mode);
  }
}

/**
 * The secrets of this installation, made once and kept in `secrets.json` (mode 0600).
 * @returns {{ AUTH_SECRET: string, TOKEN_ENCRYPTION_KEYS: string, CRON_SECRET: string, passwords: Record<string, string> }}
 */
export function readSecrets(dataFolder) {
  const file = join(dataFolder, "secrets.json");
  const stored = existsSync(file) ? parse(file) : {};
  const secrets = {
    AUTH_SECRET: stored.AUTH_SECRET ?? newSecret(),
    TOKEN_ENCRYPTION_KEYS: stored.TOKEN_ENCRYPTION_KEYS ?? randomBytes(32).toString("base64"),
    CRON_SECRET: stored.CRON_SECRET ?? newSecret(),
    passwords: Object.fromEntries(
      ["almanac_admin", ...LOGIN_NAMES].map((name) => [name, stored.passwords?.[name] ?? newSecret()]),
    ),
  };
  if (JSON.stringify(secrets) !== JSON.stringify(stored)) {
    // A new file beside it and a rename: a crash leaves either the old secrets or the new ones, never half of them.
    const next = `${file}.${process.pid}`;
    writeFileSync(next, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(next, file);
  }
  return secrets;
}

function parse(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Error(
      `${file} cannot be read as JSON. It holds the keys to stored tokens: restore it from a backup, or move it away to begin with new secrets.`,
    );
  }
}

function newSecret() {
  return randomBytes(32).toString("base64url");
}
