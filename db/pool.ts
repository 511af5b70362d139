import pg from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { recordQuery } from "./measure";

/** Calendar days stay the text they are; bigints fit a number in all our columns. */
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * The one place where SQL leaves the house: every statement is timed here, whoever sent it.
 */
export class MeasuredClient extends pg.Client {
  /** The request on whose behalf this connection works now. */
  requestId: string | undefined;

  /** Sends in one packet what `work` queries before it first waits. */
  inOnePacket<T>(work: () => T): T {
    const { stream } = this.connection;
    stream.cork();
    try {
      return work();
    } finally {
      stream.uncork();
    }
  }

  // The library overloads `query` in ways a subclass cannot restate; only the promise form is used in this house.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  override query(...args: any[]): any {
    const started = performance.now();
    const first: unknown = args[0];
    const text = typeof first === "string" ? first : ((first as { text?: string }).text ?? "");
    const requestId = this.requestId;
    const result: unknown = super.query.apply(this, args as Parameters<pg.Client["query"]>);
    if (result instanceof Promise) {
      result.then(
        () => recordQuery(text, performance.now() - started, requestId),
        (error: unknown) => recordQuery(text, performance.now() - started, requestId, error),
      );
    }
    return result;
  }
}

const store = globalThis as typeof globalThis & { almanacPools?: Map<string, pg.Pool> };
store.almanacPools ??= new Map();
const pools = store.almanacPools;

/** The pool for an address; one per process and address, also when a module is loaded twice. */
export function poolFor(connectionString: string): pg.Pool {
  let pool = pools.get(connectionString);
  if (!pool) {
    pool = new pg.Pool({
      connectionString,
      max: env().DATABASE_POOL_MAX,
      Client: MeasuredClient,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 60_000,
      application_name: "almanac",
      // Statements may be sent before the answers of those before them are there.
      pipeline: true,
    } as pg.PoolConfig & { Client: typeof MeasuredClient });
    pool.on("error", (error) => log().warn({ error: error.message }, "idle database connection lost"));
    // The pool listens to idle connections only; one that is lost between two statements of a transaction must not end the process.
    pool.on("connect", (client) =>
      client.on("error", (error) => log().warn({ error: error.message }, "database connection lost")),
    );
    pools.set(connectionString, pool);
  }
  return pool;
}

/** The address that serves requests. @throws Error when none is configured */
export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set. `npm start` sets it for the embedded database.");
  return url;
}

/** Ends every pool of this process; for tests and command-line tools. */
export async function closePools(): Promise<void> {
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  pools.clear();
}
