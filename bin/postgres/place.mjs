import { randomBytes } from "node:crypto";
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
  const memory = openMemory(dataFolder);
  const outside = () => {
    // Named at random: a data folder that was deleted and begun again must not meet its former database.
    if (!memory.facts.outside) memory.keep({ outside: outsidePlace(account, randomBytes(6).toString("hex")) });
    return memory.facts.outside;
  };

  // Once chosen it stays, also when the folders are opened or closed later.
  const home = memory.facts.home
    ? rememberedHome(memory.facts, dataFolder)
    : join(canReach(account, dataFolder) ? dataFolder : outside(), "postgres");
  if (!existsSync(home)) makeOwnFolder(account, home);

  const installed = installedBinaries(root);
  const native = serverVersion(installed, account) ? installed : copyBinaries(installed, outside());
  if (!serverVersion(native, account)) {
    throw new Error(
      `The embedded PostgreSQL does not run on this machine (${native}/bin/postgres). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  memory.keep({ home });
  return { account, home, data: join(home, "data"), native };
}

/** A data folder that was moved took its database with it, unless that lives outside. */
function rememberedHome({ home, outside }, dataFolder) {
  return outside && home.startsWith(outside) ? home : join(dataFolder, "postgres");
}

/** What a data folder remembers of its server. A copy of the folder must not work on the original's database. */
function openMemory(dataFolder) {
  const file = join(dataFolder, "postgres.json");
  const here = realpathSync(dataFolder);
  const facts = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  if (facts.outside && facts.dataFolder !== here && existsSync(join(facts.dataFolder, "postgres.json"))) {
    throw new Error(
      `${here} is a copy of ${facts.dataFolder}, whose database is in ${facts.outside}. Remove ${file} to begin with an empty database.`,
    );
  }
  return {
    facts,
    keep(more) {
      const before = JSON.stringify(facts);
      Object.assign(facts, more, { dataFolder: here });
      if (JSON.stringify(facts) !== before) writeFileSync(file, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
    },
  };
}
