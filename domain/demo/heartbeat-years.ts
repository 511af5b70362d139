import { addDays, daysBetween, startOfDay, weekday } from "@/domain/time-zones";
import { between, pick, type Random, randomOf } from "./random";

/** A heartbeat as a client sends it. */
export type WireHeartbeat = {
  entity: string;
  type: "file";
  category: string;
  project: string;
  branch: string;
  language: string;
  time: number;
  is_write: boolean;
  lines: number;
  lineno: number;
  cursorpos: number;
  dependencies?: string[];
  user_agent: string;
};

const PLACES = [
  { name: "web-shop", languages: ["TypeScript", "CSS", "JSON", "Markdown"] },
  { name: "shop-api", languages: ["Go", "SQL", "YAML", "Markdown"] },
  { name: "reports", languages: ["Python", "SQL", "Markdown"] },
  { name: "ink", languages: ["Rust", "TOML"] },
  { name: "infra", languages: ["HCL", "YAML", "Shell"] },
  { name: "phone-app", languages: ["Kotlin", "XML", "Gradle"] },
] as const;
const EXTENSIONS: Record<string, string> = {
  TypeScript: "ts",
  Go: "go",
  Python: "py",
  Rust: "rs",
  Markdown: "md",
  SQL: "sql",
  YAML: "yml",
};
const TOPICS = ["search", "invoices", "login", "retry", "charts", "upgrade", "cache", "export"];

type Desk = { system: string; home: string; editors: (month: number) => string[] };
const DESKS: Desk[] = [
  {
    system: "darwin-24.6.0-arm64",
    home: "/Users/kim/work",
    editors: (month) => [
      `vscode/1.${60 + month} vscode-wakatime/${18 + (month >> 2)}.0.0`,
      `PyCharm/${2021 + Math.floor(month / 12)}.1 PyCharm-wakatime/14.2.0`,
    ],
  },
  {
    system: "linux-6.1.0-x86_64",
    home: "/home/kim/src",
    editors: (month) => [`neovim/0.${7 + (month >> 4)}.0 vim-wakatime/11.${month >> 3}.0`],
  },
];
const AGENT = "opus/5 claude-code/2.1.220 claude-code-wakatime/4.1.0";

/** Seconds between two heartbeats of somebody who works; clients send one file's at most every two minutes unless it is saved. */
const STEP_S = [2, 38.5] as const;

/**
 * What the editors of a busy person told from one day to another (both included), in order: some 40 projects that come and go, branches
 * of a week, two machines, weekends mostly off, nights off. About 720 a day; the same for the same days.
 */
export function* heartbeatYears(first: string, last: string, timeZone: string): Generator<WireHeartbeat> {
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const random = randomOf(`heartbeats ${date}`);
    const startS = startOfDay(date, timeZone).getTime() / 1000;
    const age = daysBetween("2020-01-06", date);
    for (const [from, to] of sessionsOn(date, random)) yield* session(startS + from * 3600, startS + to * 3600, age, random);
  }
}

function sessionsOn(date: string, random: Random): [number, number][] {
  if (random() < 0.07) return [];
  const evening: [number, number] = [between(random, 19.8, 20.6), between(random, 21.5, 24.3)];
  if (weekday(date) > 5) return random() < 0.55 ? [[between(random, 10, 13), between(random, 14, 17)], evening] : [];
  const lunch = between(random, 12, 12.8);
  const day: [number, number][] = [
    [between(random, 8.2, 9.3), lunch],
    [lunch + between(random, 0.5, 1), between(random, 16.8, 18.6)],
  ];
  return random() < 0.45 ? [...day, evening] : day;
}

/** One stretch at one desk; after a while another project, now and then a longer pause. */
function* session(fromS: number, toS: number, age: number, random: Random): Generator<WireHeartbeat> {
  const desk = random() < 0.75 ? DESKS[0] : DESKS[1];
  if (!desk) return;
  const client = `wakatime/v1.${60 + Math.floor(age / 40)}.0 (${desk.system}) go1.${18 + Math.floor(age / 300)}.1`;
  const editor = `${client} ${pick(random, desk.editors(Math.floor(age / 30)))}`;
  let work = workOf(age, random);
  for (let at = fromS; at < toS; at += random() < 0.012 ? between(random, 300, 2_700) : between(random, ...STEP_S)) {
    if (random() < 0.01) work = workOf(age, random);
    const agent = age > 1_300 && random() < 0.1;
    const language = random() < 0.7 ? work.place.languages[0] : pick(random, work.place.languages);
    const file = `${pick(random, TOPICS)}-${Math.floor(random() * 9)}.${EXTENSIONS[language] ?? language.toLowerCase()}`;
    const beat: WireHeartbeat = {
      entity: `${desk.home}/${work.project}/src/${pick(random, TOPICS)}/${file}`,
      type: "file",
      category: agent ? "ai coding" : random() < 0.06 ? "debugging" : language === "Markdown" ? "writing docs" : "coding",
      ...{ project: work.project, branch: work.branch, language },
      time: Math.round(at * 1e6) / 1e6,
      is_write: random() < 0.35,
      ...{ lines: 40 + Math.floor(random() * 400), lineno: 1 + Math.floor(random() * 40), cursorpos: Math.floor(random() * 60) },
      user_agent: agent ? `${client} ${AGENT}` : editor,
    };
    if (random() < 0.1) beat.dependencies = ["react", "lodash"];
    yield beat;
  }
}

/** A project of these months and its branch of the week. */
function workOf(age: number, random: Random) {
  const season = Math.floor(age / 90);
  const number = season + Math.floor(random() * random() * 5);
  const place = PLACES[number % PLACES.length] ?? PLACES[0];
  const topic = TOPICS[Math.floor(age / 7 + number) % TOPICS.length];
  return { place, project: `${place.name}-${number}`, branch: random() < 0.4 ? "main" : `${topic}-${Math.floor(age / 7)}` };
}
