import { type Actor, readAtOnce } from "@/db/client";
import { codingByDay, codingProjects } from "@/db/coding-reads";
import { codingBySpan } from "@/db/coding-spans";
import { codingRhythm } from "@/db/coding-timeline";
import type { CsvValue } from "@/lib/csv";
import { readCodingState, type SearchParams } from "../coding-state";
import { shownName } from "../dimension-words";
import { readListState } from "../list-page";
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
    const items = await codingByDay(tx, { from, to, filter, dimensions: ["agent"] });
    const agents = new Map<string, number>();
    for (const { date, dimension, name, us } of items)
      if (dimension !== null && name !== "") agents.set(date, (agents.get(date) ?? 0) + us);
    const totals = items.filter(({ dimension }) => dimension === null);
    const lines = totals.map(({ date, us }) => [date, seconds(us), seconds(agents.get(date) ?? 0)]);
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

const projects: Maker = (actor, params) =>
  readAtOnce(actor, async (tx) => {
    const found = await codingProjects(tx, { q: readListState(params, ["last"]).q || undefined });
    const lines = found.map(({ name, us, firstDate, lastDate }) => [name, seconds(us), firstDate, lastDate]);
    return { head: ["Project", "Time (s)", "First day", "Last day"], lines };
  });

/** The files that there are, by the word in the address. */
export const CSV_FILES = { chart, days, rhythm, projects } satisfies Record<string, Maker>;
