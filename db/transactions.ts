import type pg from "pg";
import { env } from "@/lib/env";
import { Failure } from "@/lib/errors";
import { databaseUrl, type MeasuredClient, poolFor } from "./pool";

/** Connections and the transactions on them, for the entrances of `db/client.ts` alone. */

/** A connection of the pool. @throws Failure "unavailable" when the database does not answer */
export async function connect(): Promise<pg.PoolClient & MeasuredClient> {
  try {
    return (await poolFor(databaseUrl()).connect()) as pg.PoolClient & MeasuredClient;
  } catch (error) {
    throw new Failure("unavailable", "The database does not answer. Try again in a moment.", { retryAfterS: 5, current: error });
  }
}

/** Who waits for the end of the transaction that a connection is in. */
const endings = new WeakMap<MeasuredClient, ((committed: boolean) => void)[]>();

/** Has `hear` called once when the transaction has ended, with whether it was committed. */
export function waitForEnd(client: MeasuredClient, hear: (committed: boolean) => void): void {
  const waiting = endings.get(client);
  if (waiting) waiting.push(hear);
  else endings.set(client, [hear]);
}

function endOf(client: MeasuredClient, committed: boolean): void {
  const waiting = endings.get(client);
  if (!waiting) return;
  endings.delete(client);
  for (const hear of waiting) hear(committed);
}

/** Runs `work` in the transaction that `begin` opens: committed when `work` resolves, rolled back when it throws. */
export async function inTransaction<T>(
  begin: string,
  requestId: string,
  work: (client: MeasuredClient) => Promise<T>,
): Promise<T> {
  const client = await connect();
  client.requestId = requestId;
  let broken: Error | undefined;
  let committed = false;
  try {
    const result = await opened(client, begin, work);
    checkEnd(await client.query("commit"));
    committed = true;
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.requestId = undefined;
    client.release(broken);
    endOf(client, committed);
  }
}

/** The server answers a commit of what had failed with a rollback, and says so only here. */
function checkEnd({ command }: { command: string }): void {
  if (command !== "COMMIT") throw new Error("the transaction was already aborted");
}

/** Opens a transaction and does `work` in it. What `work` asks before it first waits travels with the opening. */
async function opened<T>(client: MeasuredClient, begin: string, work: (client: MeasuredClient) => Promise<T>): Promise<T> {
  // A pooler between us and the database may count answers; it gets one statement at a time.
  if (env().DATABASE_POOLER === "transaction") {
    await client.query(begin);
    return work(client);
  }
  const sent = client.inOnePacket((): [Promise<unknown>, Promise<T>] => [client.query(begin), work(client)]);
  const [begun, worked] = await Promise.allSettled(sent);
  if (begun.status === "rejected") throw begun.reason;
  if (worked.status === "rejected") throw worked.reason;
  return worked.value;
}

/** What `work` answers; a promise also where it throws before it has one. */
function begunWork<T>(work: () => Promise<T>): { worked: Promise<T>; threw: boolean } {
  try {
    return { worked: work(), threw: false };
  } catch (error) {
    return { worked: Promise.reject(error), threw: true };
  }
}

/**
 * A whole transaction in one packet; `work` calls `open` before each statement, which throws when the packet has left. Work that throws
 * at once ends it with a rollback: the connection goes back to the others whatever happens.
 */
export async function atOnce<T>(
  begin: string,
  requestId: string,
  work: (client: MeasuredClient, open: () => void) => Promise<T>,
): Promise<T> {
  const client = await connect();
  client.requestId = requestId;
  let sent = false;
  const open = () => {
    if (sent) throw new Error("the transaction was sent already: ask for everything before the first answer");
  };
  const [begun, answered, ended] = await Promise.allSettled(
    client.inOnePacket((): [Promise<unknown>, Promise<T>, Promise<{ command: string }>] => {
      const opening: Promise<unknown> = client.query(begin);
      const { worked, threw } = begunWork(() => work(client, open));
      const ending: Promise<{ command: string }> = client.query(threw ? "rollback" : "commit");
      sent = true;
      return [opening, worked, ending];
    }),
  );
  client.requestId = undefined;
  client.release(ended.status === "rejected");
  endOf(client, ended.status === "fulfilled" && ended.value.command === "COMMIT");
  if (begun.status === "rejected") throw begun.reason;
  if (answered.status === "rejected") throw answered.reason;
  if (ended.status === "rejected") throw ended.reason;
  checkEnd(ended.value);
  return answered.value;
}
