import { titleOf } from "./coding-words";
import { itemOf, type WakatimeItem } from "./wakatime-time";

/** The lists of an answer: our dimension, and the name that WakaTime has for the list. */
const LISTS = {
  category: "categories",
  project: "projects",
  language: "languages",
  editor: "editors",
  operating_system: "operating_systems",
  machine: "machines",
} as const;
type ListDimension = keyof typeof LISTS;
/** The dimensions that the lists of an answer are made of. */
export const LIST_DIMENSIONS = Object.keys(LISTS) as ListDimension[];

type Lists = Record<(typeof LISTS)[ListDimension], WakatimeItem[]>;

/** Time of one name in one dimension. */
export type NamedTime = { dimension: string; name: string; us: number };

/** What nobody told, as WakaTime calls it where its word is not plain `Unknown`. */
const UNKNOWN: Record<string, string> = { editor: "Unknown Editor", operating_system: "Unknown OS", machine: "Unknown Hostname" };

/** The name of a line in WakaTime's words. Two of ours may be one of its: what has no category is coding. */
export function nameInList(dimension: string, name: string): string {
  return name === "" ? (UNKNOWN[dimension] ?? titleOf(dimension, name)) : titleOf(dimension, name);
}

/** The lines of one list, longest time first. */
export function listItems(dimension: string, times: readonly Pick<NamedTime, "name" | "us">[]): WakatimeItem[] {
  const byTitle = new Map<string, number>();
  let whole = 0;
  for (const { name, us } of times) {
    if (us <= 0) continue;
    const title = nameInList(dimension, name);
    byTitle.set(title, (byTitle.get(title) ?? 0) + us);
    whole += us;
  }
  return [...byTitle].sort(([a, aUs], [b, bUs]) => bUs - aUs || (a < b ? -1 : 1)).map(([title, us]) => itemOf(title, us, whole));
}

/**
 * All lists of an answer; `dependencies` are there where the times are told apart by them.
 * @param machineIds ids of machines by name
 */
export function listsOf(
  times: readonly NamedTime[],
  machineIds: ReadonlyMap<string, string>,
): Lists & { dependencies: WakatimeItem[] } {
  const lists = Object.fromEntries(
    LIST_DIMENSIONS.map((wanted) => [
      LISTS[wanted],
      listItems(
        wanted,
        times.filter(({ dimension }) => dimension === wanted),
      ),
    ]),
  ) as Lists;
  const machines = lists.machines.map((item) => ({ ...item, machine_name_id: machineIds.get(item.name) ?? null }));
  const dependencies = listItems(
    "dependency",
    times.filter(({ dimension }) => dimension === "dependency"),
  );
  return { ...lists, machines, dependencies };
}
