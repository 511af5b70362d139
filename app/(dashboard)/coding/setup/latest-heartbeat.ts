import type { LatestHeartbeat } from "@/components/coding/first-heartbeat";
import type { Visitor } from "@/db/accounts";
import type { Arrival } from "@/db/coding-arrivals";
import { agoText } from "../../_view/ago";
import { momentText } from "../../_view/moments";
import { shownName } from "../dimension-words";

/** The latest sign of life in words: which editor, which project, when. */
export function latestHeartbeat(arrival: Arrival | null, now: Date, visitor: Visitor): LatestHeartbeat {
  if (!arrival) return null;
  const { editor, agent, project, language, machine, at, arrivedAt } = arrival;
  const from = agent || shownName("editor", editor);
  const about = [project ? shownName("project", project) : "", language].filter(Boolean).join(", ");
  return {
    id: String(at.getTime()),
    arrived: arrivedAt.toISOString(),
    title: `${from}${machine ? ` on ${machine}` : ""} is sending heartbeats`,
    words: `The latest: ${about || "a file of no project"}, ${momentText(at, visitor)} (${agoText(at, now)}).`,
  };
}
