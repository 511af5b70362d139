import type { Track } from "@/domain/activity";
import { byBestTrack } from "@/domain/merge-sources";
import type { Source } from "@/domain/runs";
import type { SourceFacts } from "@/domain/source-facts";
import type { Tx } from "./client";
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
