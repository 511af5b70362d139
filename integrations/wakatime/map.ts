import { agentName, editorName, systemName } from "@/domain/editor-names";
import { whole } from "@/domain/heartbeat-fields";
import { languageName } from "@/domain/language-names";
import { isLocalDate } from "@/domain/time-zones";
import type { RangedDay, WakaTimeDay } from "./schema";

/** A day of the archive: its total, and the time by each thing it is told apart by. */
export type ArchiveDay = {
  date: string;
  totalSeconds: number;
  dimensions: Record<string, { name: string; seconds: number }[]>;
};

/** What WakaTime says where there is nothing to say, and in one word what compatible servers do. A category is never unknown. */
const NOTHING: Readonly<Record<string, RegExp>> = {
  project: /^unknown( project)?$/i,
  language: /^(unknown( language)?|Other)$/i,
  editor: /^unknown( editor)?$/i,
  operating_system: /^unknown( os)?$/i,
  machine: /^unknown( hostname| machine)?$/i,
  branch: /^unknown( branch)?$/i,
};

/** Servers have their own way with capitals: an editor is one editor, whoever told of it. */
const SAME: Readonly<Record<string, (name: string) => string>> = {
  category: (name) => name.toLowerCase(),
  editor: (name) => agentName(name) ?? editorName(name),
  operating_system: (name) => systemName(name) ?? name,
  language: languageName,
};

/** The lists of a day by the names of our dimensions. A list that is absent is not told; an empty one is told and empty. */
const LISTS = {
  project: "projects",
  language: "languages",
  editor: "editors",
  operating_system: "operating_systems",
  machine: "machines",
  category: "categories",
  branch: "branches",
} as const satisfies Record<string, keyof WakaTimeDay>;

type Share = NonNullable<WakaTimeDay["languages"]>[number];

/** A day as WakaTime tells it, for the archive. Branches are told with each project, in dumps and in days of one project. */
export function archiveDay(date: string, day: WakaTimeDay): ArchiveDay {
  const dimensions: ArchiveDay["dimensions"] = {};
  const branches = day.branches ?? day.projects?.flatMap((project) => project.branches ?? []);
  for (const [dimension, list] of Object.entries(LISTS)) {
    const shares = dimension === "branch" ? branches : day[list];
    if (shares && shares.length > 0) dimensions[dimension] = summed(dimension, shares);
  }
  return { date, totalSeconds: day.grand_total.total_seconds, dimensions };
}

/** Shares under our names: the same name twice (a branch of two projects) is one. */
function summed(dimension: string, shares: readonly Share[]): { name: string; seconds: number }[] {
  const sums = new Map<string, number>();
  for (const share of shares) {
    const seconds = share.total_seconds ?? share.grand_total?.total_seconds ?? 0;
    const name = nameOf(dimension, share.name ?? "");
    if (seconds > 0) sums.set(name, (sums.get(name) ?? 0) + seconds);
  }
  return [...sums].map(([name, seconds]) => ({ name, seconds }));
}

/** Names as our own heartbeats have them, and nothing where WakaTime says that it does not know. */
function nameOf(dimension: string, told: string): string {
  const name = whole(told.replaceAll("\0", "").slice(0, 512));
  return NOTHING[dimension]?.test(name) ? "" : (SAME[dimension]?.(name) ?? name);
}

/**
 * The days of a summary. Each says its date; a Wakapi writes the present instant there, and its day is the one its start lies on. What
 * lies outside what was asked for is left out.
 */
export function daysOf(days: readonly RangedDay[], from: string, to: string): ArchiveDay[] {
  const found = new Map<string, ArchiveDay>();
  for (const day of days) {
    const date = dateOf(day);
    if (date !== null && date >= from && date <= to) found.set(date, archiveDay(date, day));
  }
  return [...found.values()];
}

/** The date of a day as it says it, null where it does not. */
export function dateOf({ range }: RangedDay): string | null {
  const told = [range?.date, range?.start].map((text) => text ?? "");
  const [date = "", start = ""] = told;
  if (isLocalDate(date)) return date;
  const local = start.slice(0, 10);
  return isLocalDate(local) ? local : null;
}
