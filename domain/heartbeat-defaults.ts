import type { Heartbeat } from "./heartbeats";
import { readUserAgent } from "./user-agents";

/** What the browsers' extension sends where it means "whatever they worked on last". */
const PLACEHOLDERS = { project: "<<LAST_PROJECT>>", branch: "<<LAST_BRANCH>>", language: "<<LAST_LANGUAGE>>" } as const;

/** What placeholders stand for. */
export type LastWork = { project: string; branch: string; language: string };

/** Whether something in a heartbeat stands for what was worked on before it. */
export function refersToLast(beat: Heartbeat): boolean {
  return beat.project === PLACEHOLDERS.project || beat.branch === PLACEHOLDERS.branch || beat.language === PLACEHOLDERS.language;
}

/** Whether a heartbeat tells of a page that was looked at: nothing to take a project from. */
export function isBrowsing(type: string): boolean {
  return type === "url" || type === "domain";
}

/** The category of one that names none: browsing for pages, coding for all else. */
export function categoryOf({ category, type }: Heartbeat): string {
  return category?.toLowerCase() ?? (isBrowsing(type) ? "browsing" : "coding");
}

/** The agent of time that an editor's own helper worked, which no user agent names. */
const SOME_AGENT = "AI agent";

/** What a heartbeat's time is told apart by, all placeholders and defaults settled; empty where there is none. */
export function comboOf(beat: Heartbeat, last: LastWork | null) {
  const value = (field: keyof typeof PLACEHOLDERS) =>
    beat[field] === PLACEHOLDERS[field] ? (last?.[field] ?? "") : (beat[field] ?? "");
  const { editor, operatingSystem, agent, model } = readUserAgent(beat.userAgent);
  const category = categoryOf(beat);
  return {
    project: value("project"),
    branch: value("branch"),
    language: value("language"),
    editor,
    operating_system: operatingSystem,
    machine: beat.machine ?? "",
    category,
    agent: agent || (category === "ai coding" ? SOME_AGENT : ""),
    model: model || String(beat.more?.["ai_model"] ?? ""),
  };
}
