import type { Activity, Track } from "@/domain/activity";
import { distanceCurve, totalDistance } from "@/domain/distance";
import { type Claim, implausible } from "@/domain/plausible";
import { recordedStream, timerTime } from "@/domain/time-base";

/** An activity that can be true, or the reason why it is set aside. */
export type Believed = { activity: Activity } | { reason: string };

/**
 * Holds an activity against what its sport allows. Where the samples' distance cannot be right but the source's own totals can, those
 * are taken and the samples keep everything but distance. The reason is the beginning of a sentence.
 */
export function believed(activity: Activity): Believed {
  const { track, distanceM } = activity;
  if (track && isScattered(activity, track)) {
    return { reason: `The ${track.time.length} points lie more than a minute apart, which is no recording of an activity` };
  }
  const stated = claimOf(activity, distanceM, activity.timerS ?? activity.elapsedS);
  if (!track || activity.totals === "stated") return verdict(activity, stated);
  const recorded = timerTime(recordedStream(track, []));
  const reason = implausible(claimOf(activity, totalDistance(distanceCurve(track)) ?? distanceM, recorded));
  if (reason === null) return { activity };
  if (distanceM === null || implausible(stated) !== null) return { reason };
  const warning = `${reason}, so the distance is the device's own total, not that of the samples.`;
  return {
    activity: {
      ...activity,
      totals: "stated",
      track: withoutDistance(activity, track, recorded),
      warnings: [...activity.warnings, warning],
    },
  };
}

function verdict(activity: Activity, claim: Claim): Believed {
  const reason = implausible(claim);
  return reason === null ? { activity } : { reason };
}

function claimOf({ sport, indoor, track, averageHeartRateBpm }: Activity, distanceM: number | null, timerS: number): Claim {
  const { heartRate, power } = track?.channels ?? {};
  const measured = [heartRate, power].some((values) => values?.some((value) => value > 0));
  return { sport, indoor, distanceM, timerS, effort: averageHeartRateBpm !== null || measured };
}

/** Whether a file that knows no time of its own has only points more than a minute apart: places that happen to have a date. */
function isScattered({ timerS }: Activity, { time }: Track): boolean {
  return timerS === null && time.length > 2 && time.every((at, row) => row === 0 || at - (time[row - 1] ?? 0) > 60);
}

/** The track without the distances that were wrong; its positions stay where what they say can be true. */
function withoutDistance(activity: Activity, track: Track, recordedS: number): Track {
  const { distance: _, ...channels } = track.channels;
  const { lat, lng, ...others } = channels;
  const walked = totalDistance(distanceCurve({ ...track, channels }));
  const wrong = implausible(claimOf(activity, walked, recordedS)) !== null;
  return { ...track, channels: wrong ? others : channels };
}
