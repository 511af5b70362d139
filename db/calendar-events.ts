import type { Tx } from "./client";
import { failItem } from "./sync-items";
import type { EventRow } from "./synced-runs";

/**
 * Writes down which events are about to be made, before Google is asked: whatever happens after that, the next sync knows where to
 * look. An event in another calendar, or one that was removed, begins anew.
 */
export async function planEvents(tx: Tx, calendarId: string, events: readonly Omit<EventRow, "etag">[]): Promise<void> {
  await tx.query(
    `insert into app.synced_runs as s (user_id, run_id, event_id, generation, calendar_id)
      select $1, e.run_id, e.event_id, e.generation, $2 from unnest($3::text[], $4::text[], $5::integer[]) e(run_id, event_id, generation)
      on conflict (user_id, run_id) do update set event_id = excluded.event_id, generation = excluded.generation,
        calendar_id = excluded.calendar_id, run_version = 0, etag = null, status = 'pending', error = null, removed_at = null,
        updated_at = now()`,
    [tx.userId, calendarId, events.map((e) => e.runId), events.map((e) => e.eventId), events.map((e) => e.generation)],
  );
}

/** An event that shows a version of its run. */
export type WrittenEvent = { runId: string; version: number; etag: string | null };

/** Events are in the calendar as their runs are. */
export async function saveWritten(tx: Tx, events: readonly WrittenEvent[]): Promise<void> {
  await tx.query(
    `update app.synced_runs s set run_version = e.version, etag = e.etag, status = 'synced', error = null, removed_at = null,
        synced_at = now(), updated_at = now()
      from unnest($2::text[], $3::integer[], $4::text[]) e(run_id, version, etag) where s.user_id = $1 and s.run_id = e.run_id`,
    [tx.userId, events.map((e) => e.runId), events.map((e) => e.version), events.map((e) => e.etag)],
  );
  await forgetFailures(
    tx,
    events.map((e) => e.runId),
  );
}

/** Events are out of the calendar, as their runs are deleted. */
export async function saveRemoved(tx: Tx, runIds: readonly string[]): Promise<void> {
  await tx.query(
    `update app.synced_runs set removed_at = now(), etag = null, status = 'synced', error = null, synced_at = now(), updated_at = now()
      where user_id = $1 and run_id = any($2::text[])`,
    [tx.userId, runIds],
  );
  await forgetFailures(tx, runIds);
}

/** What could not be written, and why in words. */
export type FailedEvent = { runId: string; name: string; version: number; words: string };

/** Writes down a failure. It counts as one more try only where the wait after the last has passed; another version begins anew. */
export async function saveFailure(tx: Tx, { runId, name, version, words }: FailedEvent): Promise<void> {
  await tx.query(
    "update app.synced_runs set status = 'failed', error = $3, updated_at = now() where user_id = $1 and run_id = $2",
    [tx.userId, runId, words],
  );
  const key = "user_id = $1 and provider = 'google' and kind = 'event' and item_id = $2";
  await tx.query(`delete from app.sync_items where ${key} and payload->>'version' is distinct from $3`, [
    tx.userId,
    runId,
    String(version),
  ]);
  const waiting = await tx.query(`select from app.sync_items where ${key} and next_try_at > now()`, [tx.userId, runId]);
  if (waiting.length > 0) return;
  await failItem(tx, { provider: "google", kind: "event", itemId: runId, payload: { version, name } }, words);
}

async function forgetFailures(tx: Tx, runIds: readonly string[]): Promise<void> {
  await tx.query(
    "delete from app.sync_items where user_id = $1 and provider = 'google' and kind = 'event' and item_id = any($2::text[])",
    [tx.userId, runIds],
  );
}

/** Hints that runs were changed, and failures that wait for another try. */
export async function listCalendarItems(tx: Tx): Promise<{ hints: string[]; failures: string[] }> {
  const rows = await tx.query<{ kind: string; id: string }>(
    `select kind, item_id as id from app.sync_items where user_id = $1 and provider = 'google' and kind in ('hint', 'event')
      and dead_at is null and next_try_at <= now()`,
    [tx.userId],
  );
  const of = (wanted: string) => rows.flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
  return { hints: of("hint"), failures: of("event") };
}

/** When the next failed event may be tried again, null where none waits. */
export async function nextEventTry(tx: Tx): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }>(
    "select min(next_try_at) as at from app.sync_items where user_id = $1 and provider = 'google' and kind = 'event' and dead_at is null",
    [tx.userId],
  );
  return row?.at ?? null;
}

/** All that these hints and failures meant has been looked at. */
export async function settleCalendarItems(tx: Tx, hints: readonly string[], failures: readonly string[]): Promise<void> {
  await tx.query(
    `delete from app.sync_items where user_id = $1 and provider = 'google'
      and (kind = 'hint' and item_id = any($2::text[]) or kind = 'event' and dead_at is null and next_try_at <= now() and item_id = any($3::text[]))`,
    [tx.userId, hints, failures],
  );
}

/** What a calendar was found to hold of our events. */
export type FoundEvent = { id: string; etag: string };

/**
 * Compares what is known with what a calendar was found to hold: an event that is missing or that somebody else has changed is pending
 * again.
 */
export async function compareEvents(tx: Tx, calendarId: string, found: readonly FoundEvent[]): Promise<void> {
  await tx.query(
    `update app.synced_runs s set run_version = 0, etag = f.etag, updated_at = now()
      from app.synced_runs k left join unnest($3::text[], $4::text[]) f(event_id, etag) on f.event_id = k.event_id
      where k.user_id = $1 and k.calendar_id = $2 and s.user_id = $1 and s.run_id = k.run_id and k.removed_at is null
        and k.etag is distinct from f.etag`,
    [tx.userId, calendarId, found.map((f) => f.id), found.map((f) => f.etag)],
  );
  await tx.query(
    `update app.synced_runs set removed_at = null, updated_at = now()
      where user_id = $1 and calendar_id = $2 and removed_at is not null and event_id = any($3::text[])`,
    [tx.userId, calendarId, found.map((f) => f.id)],
  );
}

/** Which of these events belong to no run: those may go. */
export async function listStrays(tx: Tx, calendarId: string, eventIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select e.id from unnest($3::text[]) e(id) where not exists (select from app.synced_runs s
      where s.user_id = $1 and s.calendar_id = $2 and s.event_id = e.id)`,
    [tx.userId, calendarId, eventIds],
  );
  return rows.map(({ id }) => id);
}
