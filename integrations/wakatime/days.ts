import { localDate } from "@/domain/time-zones";
import { type ArchiveDay, daysOf } from "./map";
import type { Reading } from "./reading";
import { summariesSchema } from "./schema";

const DAY_MS = 86_400_000;

/** Branches are told for one project at a time; more projects than these within two weeks have theirs left out. */
const MOST_PROJECTS = 20;

/** The day so many days after another. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day it is where the account lives. */
export function todayIn(timeZone: string, now: Date): string {
  return localDate(now, timeZone);
}

/** The days of a window, both ends included; none where the plan or the server does not tell them. */
export async function readDays(reading: Reading, from: string, to: string): Promise<ArchiveDay[] | "outside" | "absent"> {
  const told = await reading.read(`/summaries?start=${from}&end=${to}`, summariesSchema, "days");
  return typeof told === "string" ? told : daysOf(told.value.data, from, to);
}

/** Adds the branches of each project to the days of a window. */
export async function addBranches(reading: Reading, days: readonly ArchiveDay[], from: string, to: string): Promise<void> {
  const totals = new Map<string, number>();
  for (const { name, seconds } of days.flatMap(({ dimensions }) => dimensions["project"] ?? [])) {
    // Time without a project has no branches.
    if (name !== "") totals.set(name, (totals.get(name) ?? 0) + seconds);
  }
  const projects = [...totals].sort((a, b) => b[1] - a[1]).slice(0, MOST_PROJECTS);
  const byDate = new Map(days.map((day) => [day.date, day]));
  for (const [project] of projects) {
    const path = `/summaries?start=${from}&end=${to}&project=${encodeURIComponent(project)}`;
    const told = await reading.read(path, summariesSchema, "days");
    if (typeof told === "string") continue;
    for (const { date, dimensions } of daysOf(told.value.data, from, to)) {
      const day = byDate.get(date);
      if (day && dimensions["branch"]) day.dimensions["branch"] = merged(day.dimensions["branch"], dimensions["branch"]);
    }
  }
}

type Shares = NonNullable<ArchiveDay["dimensions"][string]>;

function merged(one: Shares = [], other: Shares): Shares {
  const sums = new Map(one.map(({ name, seconds }) => [name, seconds]));
  for (const { name, seconds } of other) sums.set(name, (sums.get(name) ?? 0) + seconds);
  return [...sums].map(([name, seconds]) => ({ name, seconds }));
}
