import type { Column, RowCells } from "@/components/table/types";
import type { CodingDayItem } from "@/db/coding-reads";
import type { Format } from "@/domain/units";
import { dayText } from "../../_view/dates";
import { agentsTime, type DayTime } from "../coding-sums";
import { briefName } from "../dimension-words";
import { SOURCE_WORDS } from "../sources-line";
import { timeText } from "../time-text";
import type { LoadedPage } from "./load-days";

export const DAY_COLUMNS: Column[] = [
  { key: "date", label: "Day", sort: true, first: "desc", phone: "main" },
  { key: "time", label: "Time", align: "end", sort: true, first: "desc", phone: "side" },
  { key: "projects", label: "Projects" },
  { key: "languages", label: "Languages", kind: "muted", phone: "hide" },
  { key: "agents", label: "By agents", align: "end", phone: "hide" },
  { key: "source", label: "From", kind: "muted", phone: "hide" },
];

/** So many names stand in a row; the day's page has all. */
const MOST_NAMED = 3;

/** The days of a page with what they were about. */
export function dayRows(days: readonly DayTime[], { names, sources }: LoadedPage, format: Format): RowCells[] {
  const byDay = new Map<string, CodingDayItem[]>();
  for (const item of names) {
    const list = byDay.get(item.date);
    if (list) list.push(item);
    else byDay.set(item.date, [item]);
  }
  const counting = new Map(sources.filter(({ counts }) => counts).map(({ date, source }) => [date, SOURCE_WORDS[source]]));
  return days.map(({ date, us }) => {
    const items = byDay.get(date) ?? [];
    const byAgents = agentsTime(items);
    return [
      date,
      dayText(date, format.locale, "weekday-year"),
      timeText(us, format),
      namesText(items, "project"),
      namesText(items, "language"),
      byAgents > 0 ? timeText(byAgents, format) : null,
      counting.get(date) ?? "",
    ];
  });
}

function namesText(items: readonly CodingDayItem[], told: "project" | "language"): string {
  const names = items.filter(({ dimension }) => dimension === told).sort((a, b) => b.us - a.us);
  const shown = names.slice(0, MOST_NAMED).map(({ name }) => briefName(told, name));
  return `${shown.join(", ")}${names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ""}`;
}
