import type { editorOf } from "./coding-web";
import { asAdmin, executionMs, loginOf, resetCounters, type Scratch } from "./database";
import { median } from "./load";
import { report } from "./report";

const TURNS = 15;
/** Times as many as a bare statement of the same answer may be taken, and how much faster than Wakapi answers have to be. */
const MOST_TIMES = 3;
const FASTER = 10;

const DIMENSIONS = ["project", "language", "editor", "operating_system", "machine", "category"];
const SETS = (keys: string) => DIMENSIONS.map((dimension) => `(${keys}${dimension})`).join(", ");
const SLICES = `app.coding_slices s join app.coding_combos c on c.user_id = s.user_id and c.id = s.combo_id where s.user_id = $1`;

type Question = {
  name: string;
  path: string;
  /** The same answer as one bare statement over the day table; $1 is the person, $2 and $3 the days. */
  bare: string;
  /** Seconds that Wakapi took for it (before its nightly job; all time: after). */
  wakapiS: number;
};

/** The questions that are asked right after the last heartbeat has come, with no job in between. */
export function questionsOf(project: string): Question[] {
  const stats = (filter: string) =>
    `select ${DIMENSIONS.join(", ")}, sum(s.us) from ${SLICES} and s.date between $2 and $3 ${filter} group by grouping sets (${SETS("")}, ())`;
  return [
    {
      ...{ name: "summaries-31-days", path: "summaries?start=2026-10-21&end=2026-11-20", wakapiS: 0.85 },
      bare: `select s.date, ${DIMENSIONS.join(", ")}, sum(s.us) from ${SLICES} and s.date between $2 and $3 group by grouping sets (${SETS("s.date, ")}, (s.date))`,
    },
    { name: "stats-last-year", path: "stats/last_year", wakapiS: 6.1, bare: stats("") },
    {
      ...{ name: "stats-last-year-project", path: `stats/last_year?project=${project}`, wakapiS: 10.2 },
      bare: stats(`and c.project = '${project}'`),
    },
    {
      ...{ name: "all-time", path: "all_time_since_today", wakapiS: 2.1 },
      bare: "select sum(total_us), min(date), count(*) from app.coding_days where user_id = $1 and date between $2 and $3",
    },
  ];
}

const days = (name: string, today: string): [string, string] =>
  name === "all-time"
    ? ["2000-01-01", today]
    : name.startsWith("summaries")
      ? ["2026-10-21", "2026-11-20"]
      : [`${Number(today.slice(0, 4)) - 1}${today.slice(4)}`, today];

/**
 * Database time of a request beside a bare SELECT of the same answer, in turns on a connection each, and how long a client waits
 * beside how long it waited for Wakapi.
 */
export async function readsBeside(
  scratch: Scratch,
  editor: Awaited<ReturnType<typeof editorOf>>,
  userId: string,
  project: string,
): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  for (const { name, path, bare, wakapiS } of questionsOf(project)) {
    const figures = { bare: [] as number[], request: [] as number[] };
    const values = [userId, ...days(name, today)];
    await editor.ask(path, 3);
    for (let turn = 0; turn < TURNS; turn++) {
      figures.bare.push(await bareMs(scratch, bare, values));
      await resetCounters(scratch);
      await editor.ask(path, 1);
      figures.request.push((await executionMs(scratch, loginOf(scratch.url))).ms);
    }
    const [request, reference] = [median(figures.request), median(figures.bare)];
    report(
      `coding-${name}`,
      request / reference,
      "times",
      `bare SELECT ${reference.toFixed(2)} ms, database time of the request ${request.toFixed(2)} ms`,
      MOST_TIMES,
    );
    const ms = await editor.ask(path);
    report(`coding-${name}-answer`, ms / 1000, "s", `Wakapi ${wakapiS} s`, Number((wakapiS / FASTER).toFixed(3)));
  }
}

async function bareMs(scratch: Scratch, text: string, values: unknown[]): Promise<number> {
  return asAdmin(scratch, async (client) => {
    await client.query({ name: "bare", text, values });
    const ms: number[] = [];
    for (let time = 0; time < 3; time++) {
      const started = performance.now();
      await client.query({ name: "bare", text, values });
      ms.push(performance.now() - started);
    }
    return median(ms);
  });
}
