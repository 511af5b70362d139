import { type ConnectionState, type KeepPolicy, type Provider, whyNoPolicy } from "@/domain/connections";
import { Failure, notFound } from "@/lib/errors";
import type { SystemTx, Tx } from "./client";

/** A connection as pages and the API show it; nothing secret is in it. */
export type Connection = {
  provider: Provider;
  state: ConnectionState;
  reason: string | null;
  scopes: string[];
  externalId: string | null;
  externalName: string | null;
  serverAddress: string | null;
  policy: KeepPolicy;
  policyDays: number | null;
  memory: Record<string, unknown>;
  connectedAt: Date;
  lastSyncedAt: Date | null;
  dueAt: Date | null;
  resumesAt: Date | null;
  /** A sync works on it at this moment. */
  syncing: boolean;
  attempts: number;
};

const FIELDS = `i.provider, i.state, i.reason, i.scopes, i.external_id as "externalId", i.external_name as "externalName",
  i.server_address as "serverAddress", i.policy, i.policy_days as "policyDays", i.memory, i.connected_at as "connectedAt",
  m.last_synced_at as "lastSyncedAt", m.due_at as "dueAt", m.resumes_at as "resumesAt", coalesce(m.lease_until > now(), false) as syncing,
  coalesce(m.attempts, 0) as attempts`;

const FROM = "app.integrations i left join app.sync_metadata m on m.user_id = i.user_id and m.provider = i.provider";

/** All connections of the user. */
export function listConnections(tx: Tx): Promise<Connection[]> {
  return tx.query<Connection>(`select ${FIELDS} from ${FROM} where i.user_id = $1 order by i.provider`, [tx.userId]);
}

/** One connection, null where there is none. */
export async function findConnection(tx: Tx, provider: Provider): Promise<Connection | null> {
  const [row] = await tx.named<Connection>(
    { name: "connection_find", text: `select ${FIELDS} from ${FROM} where i.user_id = $1 and i.provider = $2` },
    [tx.userId, provider],
  );
  return row ?? null;
}

/** One connection. @throws Failure "not_found" */
export async function getConnection(tx: Tx, provider: Provider): Promise<Connection> {
  const connection = await findConnection(tx, provider);
  if (!connection) throw notFound("connection");
  return connection;
}

/** What is known of a connection when it is made. */
export type NewConnection = {
  provider: Provider;
  scopes: readonly string[];
  externalId: string | null;
  externalName: string | null;
  serverAddress?: string | null;
};

/**
 * Makes a connection or renews the one that is there: the same person goes on where the last sync ended, another one begins anew.
 * Its first sync is due at once.
 */
export async function connect(tx: Tx, made: NewConnection): Promise<void> {
  const before = await findConnection(tx, made.provider);
  const same = before !== null && before.externalId === made.externalId && before.serverAddress === (made.serverAddress ?? null);
  await tx.query(
    `insert into app.integrations as i (user_id, provider, scopes, external_id, external_name, server_address)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (user_id, provider) do update set state = 'ok', reason = null, scopes = excluded.scopes, external_id = excluded.external_id,
        external_name = excluded.external_name, server_address = excluded.server_address, updated_at = now(),
        memory = case when $7 then i.memory else '{}' end`,
    [tx.userId, made.provider, made.scopes, made.externalId, made.externalName, made.serverAddress ?? null, same],
  );
  await tx.query(
    `insert into app.sync_metadata as m (user_id, provider, due_at, asked_by) values ($1, $2, now(), 'connected')
      on conflict (user_id, provider) do update set due_at = now(), attempts = 0, resumes_at = null, updated_at = now(),
        asked_by = 'connected', hints_from = null,
        cursor = case when $3 then m.cursor else '{}' end, full_sync = m.full_sync or not $3,
        last_synced_at = case when $3 then m.last_synced_at end,
        lease_id = case when $3 then m.lease_id end, lease_until = case when $3 then m.lease_until end`,
    [tx.userId, made.provider, same],
  );
  // A sync of the other person's must not leave its cursor, or the name of its shoes, to this one.
  if (before && !same) {
    await breakOff(tx, made.provider, "It was connected anew in the middle.");
    await tx.query("delete from app.sync_items where user_id = $1 and provider = $2", [tx.userId, made.provider]);
  }
  if (made.externalId !== null && made.provider !== "hevy") {
    await tx.query("select door.own_identity_link($1, $2, $3, false)", [made.provider, made.externalId, made.externalName]);
  }
  await tx.query("select pg_notify('almanac_syncs', $1)", [made.provider]);
}

/** Ends a connection: its secrets, its place in the queue and what waits are gone. What it brought stays. @throws Failure "not_found" */
export async function disconnect(tx: Tx, provider: Provider): Promise<void> {
  const rows = await tx.query("delete from app.integrations where user_id = $1 and provider = $2 returning provider", [
    tx.userId,
    provider,
  ]);
  if (rows.length === 0) throw notFound("connection");
  await breakOff(tx, provider, "It was disconnected in the middle.");
  await tx.query("select door.own_identities_forget($1)", [provider]);
}

/** A sync that is under way will find that its lease is lost: it is over. */
async function breakOff(tx: Tx, provider: Provider, reason: string): Promise<void> {
  await tx.query(
    `update app.sync_runs set state = 'broken', finished_at = now(), reason = $3
      where user_id = $1 and provider = $2 and state = 'running'`,
    [tx.userId, provider, reason],
  );
}

/** Says how a connection is doing. */
export async function setConnectionState(
  tx: Tx,
  provider: Provider,
  state: ConnectionState,
  reason: string | null,
): Promise<void> {
  await tx.named(
    {
      name: "connection_state",
      text: `update app.integrations set state = $3, reason = $4, updated_at = now()
      where user_id = $1 and provider = $2 and (state, reason) is distinct from ($3, $4)`,
    },
    [tx.userId, provider, state, reason],
  );
}

/** Adds to what a provider remembers of a connection; a null takes it away. */
export async function remember(tx: Tx, provider: Provider, memory: Readonly<Record<string, unknown>>): Promise<void> {
  await tx.query(
    "update app.integrations set memory = jsonb_strip_nulls(memory || $3::jsonb), updated_at = now() where user_id = $1 and provider = $2",
    [tx.userId, provider, JSON.stringify(memory)],
  );
}

/** What may be done with the connection's data. @throws Failure "not_found" | "invalid" for what means nothing for this provider */
export async function setPolicy(tx: Tx, provider: Provider, policy: KeepPolicy, days: number | null): Promise<void> {
  const refusal = whyNoPolicy(provider, policy);
  if (refusal) throw new Failure("invalid", refusal, { fields: [{ path: "policy", message: refusal }] });
  const rows = await tx.query(
    `update app.integrations set policy = $3, policy_days = $4, updated_at = now()
      where user_id = $1 and provider = $2 returning provider`,
    [tx.userId, provider, policy, policy === "keep_days" ? days : null],
  );
  if (rows.length === 0) throw notFound("connection");
}

/** All connections of everybody: for jobs, which then work as each person. */
export function listAllConnections(tx: SystemTx): Promise<{ userId: string; provider: Provider }[]> {
  return tx.query(`select user_id as "userId", provider from app.integrations order by user_id, provider`, []);
}
