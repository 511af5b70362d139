import { type Actor, readAtOnce } from "@/db/client";
import { codingByDay } from "@/db/coding-reads";
import { codingBySpan } from "@/db/coding-spans";
import { codingRhythm } from "@/db/coding-timeline";
import type { CsvValue } from "@/lib/csv";
import { readCodingState, type SearchParams } from "../coding-state";
import { agentsTime } from "../coding-sums";
import { LISTS, type ListPart, shownName, TITLES } from "../dimension-words";
import { readListState } from "../list-page";
import { namesOf } from "../load-names";
import { rhythmDays } from "../rhythm";

type File = { head: string[]; lines: CsvValue[][] };
type Today = { today: string; timeZone: string };
type Maker = (actor: Actor, params: SearchParams, now: Today) => Promise<File>;

const seconds = (us: number) => Math.round(us / 1e3) / 1e3;

/** Every bar of the chart of days, by what it is told apart by. */
const chart: Maker = (actor, params, { today }) => {
  const { from, to, filter, view, by } = readCodingState(params, today);
  return readAtOnce(actor, async (tx) => {
    const items = await codingBySpan(tx, { from, to, filter, dimension: view, span: by });
    const lines = items.map(({ start, span, name, us }) => [start, span, shownName(view, name), seconds(us)]);
    return { head: ["First day", "Length", view === "agent" ? "Work" : shownTitle(view), "Time (s)"], lines };
  });
};

/** Every day of the list, with its time by agents. */
const days: Maker = (actor, params, { today }) => {
  const { from, to, filter } = readCodingState(params, today, { usual: "all" });
  return readAtOnce(actor, async (tx) => {
    const items = await codingByDay(tx, { from, to, filter, dimensions: ["agent", "category"] });
    const byDate = new Map<string, typeof items>();
    for (const item of items) byDate.set(item.date, [...(byDate.get(item.date) ?? []), item]);
    const totals = items.filter(({ dimension }) => dimension === null);
    const lines = totals.map(({ date, us }) => [date, seconds(us), seconds(agentsTime(byDate.get(date) ?? []))]);
    return { head: ["Day", "Time (s)", "By AI agents (s)"], lines };
  });
};

const shownTitle = (view: string) => view.slice(0, 1).toUpperCase() + view.slice(1);

const rhythm: Maker = (actor, params, { today, timeZone }) => {
  const state = readCodingState(params, today);
  return readAtOnce(actor, async (tx) => {
    const cells = await codingRhythm(tx, { ...rhythmDays(state), timeZone, filter: state.filter });
    const lines = cells.map(({ weekday, hour, us }) => [weekday, hour, seconds(us)]);
    return { head: ["Weekday (1 Monday)", "Hour", "Time (s)"], lines };
  });
};

/** A list of names with the range, the filter and the search of its page. */
const names =
  (part: ListPart): Maker =>
  (actor, params, { today }) => {
    const told = LISTS[part];
    const state = readCodingState(params, today, { usual: "all" });
    return readAtOnce(actor, async (tx) => {
      const found = await namesOf(tx, { state, told, q: readListState(params, ["last"]).q });
      const lines = found.map(({ name, us, firstDate, lastDate }) => [shownName(told, name), seconds(us), firstDate, lastDate]);
      return { head: [shownTitle(TITLES[told].one), "Time (s)", "First day", "Last day"], lines };
    });
  };

const lists = Object.fromEntries((Object.keys(LISTS) as ListPart[]).map((part) => [part, names(part)])) as Record<
  ListPart,
  Maker
>;

/** The files that there are, by the word in the address. */
export const CSV_FILES = { chart, days, rhythm, ...lists } satisfies Record<string, Maker>;
