import { connect } from "@/db/connect";
import { migrate } from "@/db/migrate";
import { EnvError, parseEnv } from "@/lib/env";

/**
 * The step between the database and the server, as a process of its own so that its memory goes with it. First it checks the
 * environment, then it is told where the database is, migrates it and says whether there is an owner's account already.
 */
type Answer = { checked: true } | { migrated: string[]; owner: boolean } | { error: string };

function answer(message: Answer): void {
  process.send?.(message);
}

try {
  parseEnv(process.env);
  answer({ checked: true });
} catch (error) {
  answer({ error: error instanceof EnvError ? error.message : String(error) });
}

process.once("message", async (addresses: { url: string; directUrl: string }) => {
  try {
    const migrated = await migrate(addresses);
    answer({ migrated, owner: await hasOwner(addresses.url) });
  } catch (error) {
    answer({ error: error instanceof Error ? error.message : String(error) });
  } finally {
    process.disconnect();
  }
});

async function hasOwner(url: string): Promise<boolean> {
  const client = await connect(url);
  try {
    return (await client.query<{ there: boolean }>("select door.has_owner() as there")).rows[0]?.there ?? false;
  } finally {
    await client.end();
  }
}
