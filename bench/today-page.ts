import { asUser, jobActor } from "@/db/client";
import { SCALES, seed } from "@/db/seed";
import { insertTracks, trackRows } from "@/db/tracks";
import { encodeTrack } from "@/domain/track-codec";
import { newId } from "@/lib/crypto";
import { scratchDatabase } from "./database";
import { costOfPage } from "./page-cost";
import { buildForBench } from "./server";
import { sqlOfToday } from "./today-sql";

/**
 * Today of a person with twenty years of everything: node CPU per request against the bare page, database time against the least SQL
 * that yields what the page shows, sent by plain `pg`.
 */
export async function todayPage(): Promise<void> {
  buildForBench();
  const scratch = await scratchDatabase();
  try {
    const today = new Date().toISOString().slice(0, 10);
    const { userId } = await seed({ ...SCALES.large, people: 2 }, today);
    await trackLastRun(userId);
    const most = { cpu: 3.3, database: 1.3 };
    await costOfPage(scratch, userId, { name: "today-page", path: "/", bareSql: sqlOfToday(userId, today), most });
  } finally {
    await scratch.drop();
  }
}

/** An hour on a winding way, a reading a second: what a watch would have told of the last run. */
async function trackLastRun(userId: string): Promise<void> {
  const time = Float64Array.from({ length: 3_600 }, (_, second) => second);
  const lat = time.map((second) => 48.1 + Math.sin(second / 400) / 50 + Math.sin(second / 17) / 9_000);
  const lng = time.map((second) => 11.5 + Math.cos(second / 500) / 40 + Math.cos(second / 13) / 9_000);
  const track = encodeTrack({ time, channels: { lat, lng }, pauses: null });
  await asUser(jobActor(userId, newId(), "import"), async (tx) => {
    await tx.query(
      `insert into app.activity_sources (user_id, id, run_id, source, origin, facts, track_points)
        select $1, 'watch', r.id, 'file', 'file', '{"format": "fit", "trackPoints": 3600}', 3600 from app.runs r
          where r.user_id = $1 and r.deleted_at is null order by r.start_at desc, r.id desc limit 1`,
      [userId],
    );
    await insertTracks(tx, trackRows("watch", track));
  });
}
