import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { NOBODY, parseUserId, type Role, type UserId } from "@/domain/users";
import { env } from "@/lib/env";
import { Failure } from "@/lib/errors";
import { databaseUrl, type MeasuredClient, poolFor } from "./pool";

/**
 * Three ways into the database, and one for what comes before a user is known. Each opens a transaction, takes a role that
 * cannot step around the policies, and names the user and the request in it.
 */

/** Who acts. The doors make it for people, jobs make it from rows that `asSystem` handed out. */
export type Actor = {
  userId: UserId;
  /** Null for nobody and for jobs that act on a row of their own. */
  role: Role | null;
  /** Whose hand it is in histories: a person at the door, or a job on their behalf. */
  hand: "user" | "import" | "sync" | "job";
  requestId: string;
  ip: string | null;
  userAgent: string | null;
};

/** A statement that is prepared once per connection and named: for measured hot paths only. */
export type Named = { name: string; text: string };

/** An open transaction of one user. */
export type Tx = {
  readonly userId: UserId;
  readonly actor: Actor;
  /** Drizzle's builder on this transaction. */
  readonly db: NodePgDatabase;
  /** A named statement; unnamed where a pooler hands the connection on after each transaction. Rows as objects. */
  named<Row extends object>(statement: Named, values: readonly unknown[]): Promise<Row[]>;
  /** Plain SQL where the builder has no words for it. */
  query<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]>;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function checkedUuid(value: string): string {
  if (!UUID.test(value)) throw new Error("not a lower-case UUID");
  return value;
}

function handle(client: MeasuredClient, actor: Actor): Tx {
  const names = env().DATABASE_POOLER !== "transaction";
  let db: NodePgDatabase | undefined;
  return {
    userId: actor.userId,
    actor,
    get db() {
      db ??= drizzle(client);
      return db;
    },
    async named(statement, values) {
      const result = await client.query(
        names ? { name: statement.name, text: statement.text, values } : { text: statement.text, values },
      );
      return result.rows;
    },
    async query(text, values) {
      const result = await client.query({ text, values });
      return result.rows;
    },
  };
}

async function inTransaction<T>(begin: string, requestId: string, work: (client: MeasuredClient) => Promise<T>): Promise<T> {
  const client = (await connect()) as pg.PoolClient & MeasuredClient;
  client.requestId = requestId;
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    const end: { command: string } = await client.query("commit");
    if (end.command !== "COMMIT") throw new Error("the transaction was already aborted");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.requestId = undefined;
    client.release(broken);
  }
}

async function connect(): Promise<pg.PoolClient> {
  try {
    return await poolFor(databaseUrl()).connect();
  } catch (error) {
    throw new Failure("unavailable", "The database does not answer. Try again in a moment.", { retryAfterS: 5, current: error });
  }
}

/** The string that opens a transaction: utility statements only, no value that is not a checked UUID or a fixed word. */
function opening(
  role: "almanac_app" | "almanac_jobs" | "almanac_auditor",
  userId: string | null,
  requestId: string,
  mode = "",
): string {
  const user = userId === null ? "" : `; set local app.current_user_id = '${checkedUuid(userId)}'`;
  return `begin${mode}; set local role ${role}${user}; set local application_name = 'almanac ${checkedUuid(requestId)}'`;
}

/**
 * Runs `work` in a transaction of one user, as the role that the policies bind. Committed when `work` resolves, rolled back when
 * it throws. @throws Failure "unavailable" when the database does not answer
 */
export function asUser<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(opening("almanac_app", actor.userId, actor.requestId), actor.requestId, (client) =>
    work(handle(client, actor)),
  );
}

/**
 * Like {@link asUser} for work that only reads and knows all its questions beforehand: they are sent in one packet with the beginning
 * and the end of the transaction, which saves a page most of its trips to the database. @throws Error for a question that comes later
 */
export async function readAtOnce<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  // A pooler between us and the database may count answers; it gets one statement at a time.
  if (env().DATABASE_POOLER === "transaction") return asUser(actor, work);
  const begin = opening("almanac_app", actor.userId, actor.requestId, " read only");
  const client = (await connect()) as pg.PoolClient & MeasuredClient;
  client.requestId = actor.requestId;
  const tx = handle(client, actor);
  let sent = false;
  const open = () => {
    if (sent) throw new Error("the transaction was sent already: ask for everything before the first answer");
    return tx;
  };
  const asking: Tx = {
    userId: tx.userId,
    actor,
    get db() {
      return open().db;
    },
    named: async (statement, values) => open().named(statement, values),
    query: async (text, values) => open().query(text, values),
  };
  const [begun, answered, ended] = await Promise.allSettled(
    client.inOnePacket(() => {
      const all = [client.query(begin), work(asking), client.query("commit")] as const;
      sent = true;
      return all;
    }),
  );
  client.requestId = undefined;
  client.release(ended.status === "rejected");
  if (begun.status === "rejected") throw begun.reason;
  if (answered.status === "rejected") throw answered.reason;
  if (ended.status === "rejected") throw ended.reason;
  return answered.value;
}

/** Rows that jobs may see of everybody: to find work, not to do it. */
export type SystemTx = { query<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> };

/** Runs `work` as the jobs' role: hands out what is to be done (ids), takes leases, prunes. It does not do users' work. */
export function asSystem<T>(requestId: string, work: (tx: SystemTx) => Promise<T>): Promise<T> {
  return inTransaction(opening("almanac_jobs", null, requestId), requestId, (client) =>
    work({ query: async (text, values) => (await client.query({ text, values })).rows }),
  );
}

/**
 * Runs `work` read-only with the owner's eye: audit rows of everybody and the database's statistics. The policies themselves check
 * that the actor is the owner; the check here gives the clear answer. @throws Failure "forbidden"
 */
export async function asOwner<T>(actor: Actor, work: (tx: SystemTx) => Promise<T>): Promise<T> {
  if (actor.role !== "owner") throw new Failure("forbidden", "Only the owner of this Almanac may see this.");
  return inTransaction(opening("almanac_auditor", actor.userId, actor.requestId, " read only"), actor.requestId, (client) =>
    work({ query: async (text, values) => (await client.query({ text, values })).rows }),
  );
}

/** The door: before a user is known only the functions of schema `door` can be called. `enter` then goes on as that user. */
export type DoorTx = SystemTx & { enter(actor: Actor): Promise<Tx> };

/** Runs `work` in a transaction that has no user yet: sign-up, sign-in, guests. */
export function atDoor<T>(requestId: string, work: (tx: DoorTx) => Promise<T>): Promise<T> {
  const begin = `begin; set local application_name = 'almanac ${checkedUuid(requestId)}'`;
  return inTransaction(begin, requestId, (client) =>
    work({
      query: async (text, values) => (await client.query({ text, values })).rows,
      async enter(actor) {
        await client.query(`set local role almanac_app; set local app.current_user_id = '${checkedUuid(actor.userId)}'`);
        return handle(client, actor);
      },
    }),
  );
}

/** One look-up at the door without a transaction of its own: sessions and keys, on every request. */
export async function lookUp<Row extends object>(statement: Named, values: readonly unknown[]): Promise<Row[]> {
  const client = await connect();
  try {
    const names = env().DATABASE_POOLER !== "transaction";
    const result = await client.query(
      names ? { name: statement.name, text: statement.text, values: [...values] } : { text: statement.text, values: [...values] },
    );
    return result.rows as Row[];
  } finally {
    client.release();
  }
}

/** The actor that stands for nobody: writes refused sign-ins to the audit log, sees nothing. */
export function nobody(requestId: string, ip: string | null, userAgent: string | null): Actor {
  return { userId: NOBODY as UserId, role: null, hand: "user", requestId, ip, userAgent };
}

/** The actor of a job that works for the user a row of `asSystem` named. */
export function jobActor(userId: string, requestId: string, hand: "import" | "sync" | "job"): Actor {
  return { userId: parseUserId(userId), role: null, hand, requestId, ip: null, userAgent: null };
}
