import { type CalendarState, type CalendarStatus, calendarSince } from "@/domain/calendar";
import type { CalendarRun } from "@/domain/calendar-entry";
import type { Tx } from "./client";

/** What the calendar has of a run, as far as we know. Without an `etag` nothing that we know of. */
export type EventRow = { runId: string; eventId: string; generation: number; etag: string | null };

/** A run whose event is not what it should be; without an event where it has none in this calendar yet. */
export type PendingRun = { run: CalendarRun; event: EventRow | null; planned: boolean };

/** An event whose run is deleted. `deletedVersion` is null where the run is gone for good; `fresh` when it was planned just now. */
export type PendingRemoval = EventRow & { calendarId: string | null; deletedVersion: number | null; fresh: boolean };

const RUN = `r.id, r.name, r.type, r.start_at as "startAt", r.start_precision as "startPrecision", r.time_zone as "timeZone",
  r.local_date as "localDate", r.distance_m as "distanceM", r.duration_s as "durationS", r.elapsed_s as "elapsedS",
  r.average_heart_rate_bpm as "averageHeartRateBpm", r.max_heart_rate_bpm as "maxHeartRateBpm",
  r.elevation_gain_m as "elevationGainM", r.version`;

const EVENT = `s.event_id as "eventId", s.generation, s.etag`;

/** An event that was begun so short a time ago may still be on its way to the calendar. */
const ON_ITS_WAY = "interval '1 minute'";

type Where = { calendarId: string | null; since: string; except: readonly string[]; most: number };

/**
 * Runs whose version is not the one the calendar has, newest first: computed from the runs themselves, whoever changed them. Those that
 * were given up come again with their next version. `except` are runs that this sync has tried already.
 */
export async function listPendingRuns(tx: Tx, { calendarId, since, except, most }: Where): Promise<PendingRun[]> {
  const rows = await tx.query<CalendarRun & Omit<EventRow, "eventId"> & { eventId: string | null; planned: boolean }>(
    `select ${RUN}, ${EVENT}, s.calendar_id is not distinct from $3 and s.removed_at is null and s.run_id is not null as planned
      from app.runs r left join app.synced_runs s on s.user_id = r.user_id and s.run_id = r.id
      where r.user_id = $1 and r.deleted_at is null and (r.local_date >= $2 or s.run_id is not null)
        and (s.run_id is null or s.run_version <> r.version or s.calendar_id is distinct from $3 or s.removed_at is not null)
        and r.id <> all($4::text[])
        and not exists (select from app.sync_items f where f.user_id = $1 and f.provider = 'google' and f.kind = 'event'
          and f.item_id = r.id and f.dead_at is not null and f.payload->>'version' = r.version::text)
      order by r.start_at desc, r.id limit $5`,
    [tx.userId, since, calendarId, except, most],
  );
  return rows.map(({ eventId, generation, etag, planned, ...run }) => ({
    run,
    event: eventId === null ? null : { runId: run.id, eventId, generation, etag: planned ? etag : null },
    planned,
  }));
}

/** Events whose run is deleted, or gone for good. */
export function listPendingRemovals(tx: Tx, except: readonly string[], most: number): Promise<PendingRemoval[]> {
  return tx.query<PendingRemoval>(
    `select s.run_id as "runId", ${EVENT}, s.calendar_id as "calendarId", r.version as "deletedVersion",
        s.etag is null and s.updated_at > now() - ${ON_ITS_WAY} as fresh
      from app.synced_runs s left join app.runs r on r.user_id = s.user_id and r.id = s.run_id
      where s.user_id = $1 and s.removed_at is null and (r.id is null or r.deleted_at is not null) and s.run_id <> all($2::text[])
      order by s.run_id limit $3`,
    [tx.userId, except, most],
  );
}

/** The calendar that most events of the person were written to: where a connection that was ended and made again goes on. */
export async function lastCalendar(tx: Tx): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    `select calendar_id as id from app.synced_runs where user_id = $1 and calendar_id is not null
      group by 1 order by count(*) desc, max(updated_at) desc limit 1`,
    [tx.userId],
  );
  return row?.id ?? null;
}

/** How a run stands in the calendar; null without a calendar, and for runs from before the day it begins with. */
export async function calendarStateOf(
  tx: Tx,
  run: { id: string; version: number; localDate: string },
): Promise<CalendarState | null> {
  const [row] = await tx.query<KnownEvent & { memory: Record<string, unknown>; connectedAt: Date }>(
    `select i.memory, i.connected_at as "connectedAt", s.status, s.event_id as "eventId", s.error, s.run_version as "runVersion",
        s.removed_at is not null as gone
      from app.integrations i left join app.synced_runs s on s.user_id = i.user_id and s.run_id = $2
      where i.user_id = $1 and i.provider = 'google'`,
    [tx.userId, run.id],
  );
  if (!row) return null;
  if (row.status === null) return run.localDate < calendarSince(row) ? null : { status: "pending", eventId: null, error: null };
  const isThere = row.runVersion === run.version && !row.gone;
  const status = row.status === "synced" && !isThere ? "pending" : row.status;
  return { status, eventId: row.gone ? null : row.eventId, error: row.error };
}

type KnownEvent = {
  status: CalendarStatus | null;
  eventId: string | null;
  error: string | null;
  runVersion: number | null;
  gone: boolean;
};
