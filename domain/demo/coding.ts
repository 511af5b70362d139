import type { Heartbeat } from "@/domain/heartbeats";
import { addDays, daysBetween, startOfDay, weekday } from "@/domain/time-zones";
import {
  AGENT,
  BROWSER,
  type DemoEditor,
  type DemoProject,
  DOTFILES,
  FIELD_NOTES,
  HARBOUR_API,
  HARBOUR_WEB,
  LEDGER,
  NEOVIM,
  PYCHARM,
  VS_CODE,
} from "./coding-places";
import { setbackAt } from "./form";
import { between, pick, type Random, randomOf } from "./random";

/** A stretch of work without a long break; hours on the clock. */
type Session = { from: number; to: number; project: DemoProject; editor: DemoEditor; agentShare: number };

const MINUTE_US = 60_000_000;

/** What editors told of a year of work that ends at `now`: the same for the same day and zone, oldest first. */
export function demoHeartbeats(first: string, today: string, now: Date, timeZone: string): Heartbeat[] {
  const beats: Heartbeat[] = [];
  const endUs = now.getTime() * 1000;
  for (let day = first; day <= today; day = addDays(day, 1)) {
    const random = randomOf(`coding ${day}`);
    const startUs = startOfDay(day, timeZone).getTime() * 1000;
    // Whatever the weekday, somebody was up early today: a demo has to begin with something to look at.
    const early: Session[] = day === today ? [{ from: 6.6, to: 8.1, project: FIELD_NOTES, editor: NEOVIM, agentShare: 0.3 }] : [];
    for (const session of [...early, ...sessionsOn(day, daysBetween(first, day) / 365, random)]) {
      workThrough(session, day, startUs, random, (beat) => beat.atUs < endUs && beats.push(beat));
    }
  }
  return beats;
}

/** Days without a computer: two weeks in August, the days between the years, a flu. */
function isAway(day: string): boolean {
  const date = day.slice(5);
  const setback = setbackAt(day);
  return (date >= "08-03" && date <= "08-16") || date >= "12-24" || date <= "01-02" || setback?.rides === false;
}

function sessionsOn(day: string, progress: number, random: Random): Session[] {
  if (isAway(day)) return [];
  const atWork = weekday(day) <= 5 && random() < 0.93;
  // Agents come in the middle of the year and do more and more of it.
  const agentShare = progress < 0.35 ? 0 : 0.12 + 0.4 * (progress - 0.35);
  const own = (from: number, hours: number): Session => {
    const project = random() < 0.8 ? FIELD_NOTES : DOTFILES;
    return { from, to: from + hours, project, editor: NEOVIM, agentShare: project === DOTFILES ? 0 : agentShare / 2 };
  };
  if (!atWork) return random() < 0.45 ? [own(between(random, 9.5, 15), between(random, 0.8, 3.2))] : [];
  const [morning, afternoon] = [projectOf(day, progress, random), projectOf(day, progress, random)];
  const start = between(random, 8.4, 9.4);
  const lunch = between(random, 12, 12.6);
  const sessions = [
    { from: start, to: lunch, ...morning, agentShare },
    { from: lunch + between(random, 0.6, 1), to: between(random, 15.4, 17.9), ...afternoon, agentShare },
  ];
  const evening = [2, 4].includes(weekday(day)) && random() < 0.5;
  return evening ? [...sessions, own(between(random, 20, 20.8), between(random, 0.6, 2.4))] : sessions;
}

/** The year's work: the books until spring, then the harbour, its pages more than what is behind them. */
function projectOf(day: string, progress: number, random: Random): Pick<Session, "project" | "editor"> {
  const books = progress < 0.3 ? 0.5 : day.slice(8) <= "05" ? 0.3 : 0.04;
  if (random() < books) return { project: LEDGER, editor: PYCHARM };
  return { project: random() < 0.3 + 0.35 * progress ? HARBOUR_WEB : HARBOUR_API, editor: VS_CODE };
}

/** Minutes between two signs of life of one stretch, and now and then a meeting or a walk to the coffee machine. */
function pause(random: Random): number {
  const one = random();
  if (one < 0.05) return between(random, 16, 75);
  return one < 0.3 ? between(random, 6, 13) : between(random, 2, 6);
}

function workThrough(session: Session, day: string, startUs: number, random: Random, keep: (beat: Heartbeat) => void): void {
  const { project, editor, agentShare } = session;
  const week = Math.floor(daysBetween("2020-01-06", day) / 7);
  const branch = project.branches[week % project.branches.length] ?? "main";
  let file = someFile(project, random);
  let byAgent = false;
  let reviewing = false;
  for (let minute = session.from * 60; minute < session.to * 60; minute += pause(random)) {
    const turn = random();
    if (turn < 0.3) file = someFile(project, random);
    if (turn > 0.75) {
      byAgent = random() < agentShare * 1.4;
      reviewing = !byAgent && random() < 0.12;
    }
    const by = byAgent ? AGENT : reviewing ? BROWSER : editor;
    const atUs = startUs + Math.round(minute * MINUTE_US);
    keep(reviewing ? review(atUs, project, by) : beatOf(atUs, project, branch, file, by, random));
  }
}

/** The longer a file, the more it is worked on. */
function someFile({ files }: DemoProject, random: Random): DemoProject["files"][number] {
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  let line = random() * lines;
  for (const file of files) {
    line -= file.lines;
    if (line < 0) return file;
  }
  return pick(random, files);
}

const NOTHING = { lines: null, lineNumber: null, cursorPosition: null, dependencies: null, timeZone: null, more: null } as const;

function review(atUs: number, project: DemoProject, by: DemoEditor): Heartbeat {
  return {
    ...NOTHING,
    ...{ atUs, entity: "https://git.example.org", type: "domain", category: "code reviewing" },
    ...{ project: project.name, branch: null, language: null, isWrite: false },
    ...{ userAgent: by.userAgent, machine: by.machine },
  };
}

function beatOf(
  atUs: number,
  project: DemoProject,
  branch: string,
  file: DemoProject["files"][number],
  by: DemoEditor,
  random: Random,
): Heartbeat {
  return {
    ...NOTHING,
    ...{ atUs, entity: `${by.home}/${project.name}/${file.path}`, type: "file" },
    category: by === AGENT ? "ai coding" : categoryOf(file.path),
    ...{ project: project.name, branch, language: file.language, isWrite: random() < 0.4, lines: file.lines },
    lineNumber: 1 + Math.floor(random() * file.lines),
    ...{ userAgent: by.userAgent, machine: by.machine },
  };
}

function categoryOf(path: string): string {
  if (/test|spec/.test(path)) return "writing tests";
  return path.endsWith(".md") ? "writing docs" : "coding";
}
