import type { Activity } from "@/domain/activity";
import { type FitLink, fitLinks } from "./fit-frames";
import { layLengths } from "./fit-lengths";
import { type FitContent, readFit } from "./fit-messages";
import { sessionsToActivities } from "./fit-sessions";
import { droppedSamples, FileRefused } from "./refused";
import { orderSamples } from "./samples";

/** What a FIT file other than an activity holds, by the profile's name of its type. */
const OTHER_FILES: Record<string, string> = {
  device: "what a device can do",
  settings: "device settings",
  sport: "sport settings",
  workout: "a planned workout",
  course: "a course to follow",
  schedules: "a training schedule",
  weight: "body weight",
  totals: "device totals",
  goals: "goals",
  blood_pressure: "blood pressure",
  monitoring_a: "daily monitoring (steps, resting heart rate)",
  monitoring_b: "daily monitoring (steps, resting heart rate)",
  monitoring_daily: "daily monitoring (steps, resting heart rate)",
  activity_summary: "only a summary without a recording",
  segment: "a segment",
  segment_list: "a list of segments",
};

const CUT_OFF = "The file was cut off: its recording breaks off in the middle, and everything before that point was kept.";

/**
 * Reads the FIT files chained in `bytes` into activities: one per session, so a triathlon gives its legs and transitions.
 * Truncated files give what is before the cut, missing or wrong checksums a warning. Throws `FileRefused` for files that hold no
 * activity. Pure: no clock, no disk.
 */
export function parseFit(bytes: Buffer): Activity[] {
  const { links, trailing } = fitLinks(bytes);
  if (links.length === 0)
    throw new FileRefused("This is not a FIT file: its header is missing. Export it from the device again.");
  const contents = links.map((link) => ({ link, content: readFit(bytes, link) }));
  const activities: Activity[] = [];
  const reasons: string[] = [];
  for (const { link, content } of contents) {
    const reason = otherKind(content);
    if (reason !== null) {
      reasons.push(reason);
      continue;
    }
    const cut = link.truncated || content.damaged;
    layLengths(content.samples, content.messages, cut);
    const ordered = orderSamples(content.samples);
    for (const { content: other } of contents) other.heartRates.fill(ordered);
    const found = sessionsToActivities(ordered, content.messages, cut);
    for (const activity of found) activity.warnings.unshift(...warningsOf(link, content, ordered.dropped));
    if (found.length === 0) reasons.push(nothingIn(content, cut));
    activities.push(...found);
  }
  if (activities.length === 0) throw new FileRefused(reasons[0] ?? nothingIn(null, true));
  const unread =
    trailing > 0 || contents.some(({ link, content }) => link.start > 0 && content.damaged && content.samples.size === 0);
  if (unread) activities[0]?.warnings.push("Something after the activity in this file could not be read and was left out.");
  return activities;
}

/** Why a file is no activity by its own declaration; null where it is one, or says nothing and has records. */
function otherKind(content: FitContent): string | null {
  const type: unknown = content.messages?.file_ids?.[0]?.type;
  if (type === undefined || type === "activity") return null;
  const holds = typeof type === "string" ? OTHER_FILES[type] : undefined;
  if (holds) return `This FIT file holds ${holds}, not an activity.`;
  return content.samples.size > 0 ? null : "This FIT file holds something other than an activity.";
}

function nothingIn(content: FitContent | null, cut: boolean): string {
  if (content && content.untimed > 0) return "The records in this FIT file carry no time, so no activity can be made of them.";
  if (cut) return "This FIT file is damaged: nothing in it can be read as an activity. Export it from the device again.";
  return "This FIT file holds no recorded activity.";
}

function warningsOf(link: FitLink, content: FitContent, dropped: number): string[] {
  const warnings: string[] = [];
  if (link.truncated || content.damaged) warnings.push(CUT_OFF);
  else if (link.checksum === "missing") warnings.push("The file's checksum is missing; what could be read was imported.");
  if (link.checksum === "wrong") warnings.push("The file's checksum is wrong, so some values may be damaged.");
  if (dropped > 0) warnings.push(droppedSamples(dropped, "days away from the rest"));
  if (content.untimed > 0) warnings.push(droppedSamples(content.untimed, "missing"));
  if (!content.messages) warnings.push("The device's own summary could not be read; the figures come from the samples.");
  return warnings;
}
