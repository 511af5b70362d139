import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { NOBODY, parseUserId, type Role, type UserId } from "@/domain/users";
import { env } from "@/lib/env";
import { Failure } from "@/lib/errors";
import type { MeasuredClient } from "./pool";
import { atOnce, connect, inTransaction, waitForEnd } from "./transactions";

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
  /** What happens in it is not told on the timeline: a made-up life has a timeline of its own. */
  readonly untold?: true;
  /** Drizzle's builder on this transaction. */
  readonly db: NodePgDatabase;
  /** A named statement; unnamed where a pooler hands the connection on after each transaction. Rows as objects. */
  named<Row extends object>(statement: Named, values: readonly unknown[]): Promise<Row[]>;
  /** Plain SQL where the builder has no words for it. */
  query<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** Called once when the transaction has ended, with whether it was committed: for what a process remembers of the database. */
  atEnd(hear: (committed: boolean) => void): void;
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
    atEnd: (hear) => waitForEnd(client, hear),
  };
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
export function readAtOnce<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return userAtOnce(actor, " read only", work);
}

/** As {@link readAtOnce} for work that writes, too. */
export function asUserAtOnce<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return userAtOnce(actor, "", work);
}

function userAtOnce<T>(actor: Actor, mode: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (env().DATABASE_POOLER === "transaction") return asUser(actor, work);
  const begin = opening("almanac_app", actor.userId, actor.requestId, mode);
  return atOnce(begin, actor.requestId, (client, open) => {
    const tx = handle(client, actor);
    return work({
      userId: tx.userId,
      actor,
      get db() {
        open();
        return tx.db;
      },
      named: async (statement, values) => {
        open();
        return tx.named(statement, values);
      },
      query: async (text, values) => {
        open();
        return tx.query(text, values);
      },
      atEnd: tx.atEnd,
    });
  });
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
 * Like {@link asSystem} for work that knows all its statements beforehand: they travel in one packet with the beginning and the end of
 * the transaction. @throws Error for a statement that comes later
 */
export function asSystemAtOnce<T>(requestId: string, work: (tx: SystemTx) => Promise<T>): Promise<T> {
  if (env().DATABASE_POOLER === "transaction") return asSystem(requestId, work);
  return atOnce(opening("almanac_jobs", null, requestId), requestId, (client, open) =>
    work({
      query: async (text, values) => {
        open();
        return (await client.query({ text, values })).rows;
      },
    }),
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
