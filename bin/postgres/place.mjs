import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canReach, makeOwnFolder, outsidePlace, serverAccount } from "./account.mjs";
import { copyBinaries, installedBinaries, serverVersion } from "./binaries.mjs";

/**
 * Where the embedded server keeps its files: in `postgres/` of the data folder, or, when root's closed folders keep the server's
 * account out, in a lasting place outside that the data folder remembers in `postgres.json`.
 * @returns {{ account, home: string, data: string, native: string }}
 */
export function findPlace(root, dataFolder) {
  const account = serverAccount();
  const memory = join(dataFolder, "postgres.json");
  const remembered = existsSync(memory) ? JSON.parse(readFileSync(memory, "utf8")) : {};
  const outside = () => outsidePlace(account, hashOf(realpathSync(dataFolder)));

  const home = homeFolder(account, dataFolder, remembered, outside);
  if (!existsSync(home)) makeOwnFolder(account, home);

  const installed = installedBinaries(root);
  const native = serverVersion(installed, account) ? installed : copyBinaries(installed, outside());
  if (!serverVersion(native, account)) {
    throw new Error(
      `The embedded PostgreSQL does not run on this machine (${native}/bin/postgres). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }

  const now = JSON.stringify({ ...remembered, home }, null, 2);
  if (now !== JSON.stringify(remembered, null, 2)) writeFileSync(memory, now, { mode: 0o600 });
  return { account, home, data: join(home, "data"), native };
}

function homeFolder(account, dataFolder, remembered, outside) {
  const inside = join(dataFolder, "postgres");
  if (remembered.home && existsSync(remembered.home) && remembered.home !== inside) return remembered.home;
  return canReach(account, dataFolder) ? inside : join(outside(), "postgres");
}

function hashOf(path) {
  return createHash("sha256").update(path).digest("hex").slice(0, 12);
}
