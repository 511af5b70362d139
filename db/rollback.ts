import { connect } from "./connect";
import { applied, lockMigrations } from "./migrate";
import { readDown } from "./migrations";

/**
 * Takes the newest migration back by its down file, in one transaction.
 * @param directUrl the owner's login, on a direct connection
 * @returns its name, undefined when nothing is applied
 * @throws Error when the file is missing or fails; nothing has changed then
 */
export async function rollback(directUrl: string, folder?: string): Promise<string | undefined> {
  const client = await connect(directUrl);
  try {
    await client.query("set client_min_messages = warning");
    await lockMigrations(client);
    const newest = (await applied(client)).at(-1);
    if (!newest) return undefined;
    const statements = await readDown(newest.name, folder);
    try {
      await client.query("begin");
      for (const statement of statements) await client.query(statement);
      await client.query("delete from migrations.applied where name = $1", [newest.name]);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      throw new Error(`${newest.name} was not taken back: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
    return newest.name;
  } finally {
    await client.end();
  }
}
