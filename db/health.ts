import { readMigrations } from "./migrations";
import { databaseUrl, poolFor } from "./pool";

let newest: string | undefined;

/** Whether requests can be served: the database answers and has the newest migration this version knows. `reason` names no inside. */
export async function readiness(): Promise<{ ready: boolean; reason?: string }> {
  try {
    newest ??= (await readMigrations()).at(-1)?.name;
    const { rows } = await poolFor(databaseUrl()).query<{ name: string }>("select max(name) as name from migrations.applied");
    return rows[0]?.name === newest ? { ready: true } : { ready: false, reason: "migrations are not current" };
  } catch {
    return { ready: false, reason: "the database does not answer" };
  }
}
