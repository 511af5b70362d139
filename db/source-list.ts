import type { Track } from "@/domain/activity";
import { byBestTrack } from "@/domain/merge-sources";
import type { Source } from "@/domain/runs";
import { SOURCE_FORMATS, type SourceFacts } from "@/domain/source-facts";
import { CHANNEL_SCALE, decodeChannel } from "@/domain/track-codec";
import type { Named, Tx } from "./client";
import { withWholeFacts } from "./stored-facts";
import { readTrack } from "./tracks";

/** One delivery of an activity and all that it says. */
export type ActivitySource = {
  id: string;
  source: Source;
  origin: "api" | "export" | "file" | "manual" | "demo";
  facts: SourceFacts;
  trackPoints: number;
  fileHash: string | null;
  importId: string | null;
  splitAt: Date | null;
  createdAt: Date;
};

/** Which activity. */
export type Of = { runId: string } | { workoutId: string };

/** The sources of a run or workout, the one with the best track first. */
export async function listSources(tx: Tx, of: Of): Promise<ActivitySource[]> {
  const [column, id] = "runId" in of ? ["run_id", of.runId] : ["workout_id", of.workoutId];
  const rows = await tx.query<ActivitySource>(
    `select id, source, origin, facts, track_points as "trackPoints", file_hash as "fileHash", import_id as "importId",
        split_at as "splitAt", created_at as "createdAt"
      from app.activity_sources where user_id = $1 and ${column} = $2 order by track_points desc, id`,
    [tx.userId, id],
  );
  return withWholeFacts(rows).sort((a, b) => byBestTrack(a.facts, b.facts));
}

/** The best track of a run or workout, decoded, and whose it is; null where no source has one. */
export async function bestTrack(tx: Tx, of: Of): Promise<{ source: ActivitySource; track: Track } | null> {
  for (const source of await listSources(tx, of)) {
    const track = source.trackPoints > 0 ? await readTrack(tx, source.id) : null;
    if (track) return { source, track };
  }
  return null;
}

/** The order of `byBestTrack`, in SQL, of the sources of the run that began last; $2 are the formats, best first. */
const WAY: Named = {
  name: "way_of_last_run",
  text: `select t.channel, t.data from (
      select s.id from (select r.id from app.runs r where r.user_id = $1 and r.deleted_at is null order by r.start_at desc, r.id desc limit 1) r
        join app.activity_sources s on s.user_id = $1 and s.run_id = r.id where s.track_points > 0
        order by s.facts #>> '{summary,power}' is null, array_position($2::text[], s.facts ->> 'format'), s.track_points desc, s.id limit 1
    ) s join app.tracks t on t.user_id = $1 and t.source_id = s.id and t.channel in ('lat', 'lng')`,
};

/** Degrees, one of each for every sample; NaN where the device knew no place. */
export type Way = { lat: Float64Array; lng: Float64Array };

/** The positions of the best track of the run that began last; null where it has none. */
export async function readWayOfLastRun(tx: Tx): Promise<Way | null> {
  const rows = await tx.named<{ channel: "lat" | "lng"; data: Buffer }>(WAY, [tx.userId, SOURCE_FORMATS]);
  const of = (wanted: "lat" | "lng") => rows.find(({ channel }) => channel === wanted)?.data;
  const [lat, lng] = [of("lat"), of("lng")];
  if (!lat || !lng) return null;
  return { lat: decodeChannel(lat, CHANNEL_SCALE.lat), lng: decodeChannel(lng, CHANNEL_SCALE.lng) };
}
