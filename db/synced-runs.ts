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

/** Which calendar is to show runs from which day on; `except` are runs that this sync has tried already. */
export type CalendarWish = { calendarId: string | null; since: string; except: readonly string[]; most: number };

/** What is not as it should be in the calendar. */
export type Pending = { runs: PendingRun[]; removals: PendingRemoval[] };

type Found = Omit<EventRow, "runId"> &
  CalendarRun & { runId: string; there: boolean; live: boolean; deletedVersion: number | null; planned: boolean } & Pick<
    PendingRemoval,
    "calendarId" | "fresh"
  >;

/**
 * What the calendar does not show as it is, newest runs first: computed from the versions of runs themselves, whoever changed them, in
 * one pass over runs and events. Runs that were given up come again with their next version.
 */
export async function listPending(tx: Tx, { calendarId, since, except, most }: CalendarWish): Promise<Pending> {
  const rows = await tx.query<Found>(
    `with wrong as materialized (
        select coalesce(r.id, s.run_id) as id, r.deleted_at is null and r.id is not null as live, r.start_at
        from (select id, version, deleted_at, local_date, start_at from app.runs where user_id = $1) r
          full join (select run_id, run_version, calendar_id, removed_at from app.synced_runs where user_id = $1) s on s.run_id = r.id
        where case when r.deleted_at is null and r.id is not null
            then (s.run_id is null and r.local_date >= $2) or s.run_version <> r.version or s.calendar_id <> coalesce($3, '')
              or s.removed_at is not null
            else s.run_id is not null and s.removed_at is null end),
      next as (select w.id, w.live, w.start_at from wrong w
        where w.id <> all($4::text[]) and not exists (select from app.sync_items f join app.runs r on r.user_id = $1 and r.id = f.item_id
          where f.user_id = $1 and f.provider = 'google' and f.kind = 'event' and f.item_id = w.id and f.dead_at is not null
            and f.payload->>'version' = r.version::text)
        order by w.start_at desc nulls first, w.id limit $5)
      select n.id as "runId", n.live, ${RUN}, ${EVENT}, s.run_id is not null as there, s.calendar_id as "calendarId",
        case when r.id is not null then r.version end as "deletedVersion",
        coalesce(s.calendar_id = $3 and s.removed_at is null, false) as planned,
        coalesce(s.etag is null and s.updated_at > now() - ${ON_ITS_WAY}, false) as fresh
      from next n left join app.runs r on r.user_id = $1 and r.id = n.id left join app.synced_runs s on s.user_id = $1 and s.run_id = n.id
      order by n.start_at desc nulls first, n.id`,
    [tx.userId, since, calendarId, except, most],
  );
  return {
    runs: rows.filter(({ live }) => live).map(pendingRun),
    removals: rows
      .filter(({ live }) => !live)
      .map(({ runId, eventId, generation, etag, calendarId, deletedVersion, fresh }) => ({
        runId,
        eventId,
        generation,
        etag,
        calendarId,
        deletedVersion,
        fresh,
      })),
  };
}

function pendingRun({ runId, eventId, generation, etag, there, planned, ...rest }: Found): PendingRun {
  const { live: _, deletedVersion: __, calendarId: ___, fresh: ____, ...run } = rest;
  return { run, event: there ? { runId, eventId, generation, etag: planned ? etag : null } : null, planned };
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
  const [row] = await tx.query<KnownEvent & { memory: Record<string, unknown> }>(
    `select i.memory, s.status, s.event_id as "eventId", s.error, s.run_version as "runVersion",
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
