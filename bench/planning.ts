import { asUser, jobActor, type Tx } from "@/db/client";
import { listHabits } from "@/db/habits";
import { listReflections } from "@/db/reflections";
import { SCALES, seed } from "@/db/seed";
import { countTaskKinds, countTasks, listTasks } from "@/db/task-list";
import { reflectionFilterSchema } from "@/domain/reflections";
import { taskFilterSchema } from "@/domain/task-filter";
import { newId } from "@/lib/crypto";
import { executionMs, loginOf, resetCounters, type Scratch, scratchDatabase } from "./database";
import { median } from "./load";
import { report } from "./report";

/** What a person with 5,000 tasks filters them by. */
const TASK_FILTERS: Record<string, Record<string, string>> = {
  "open by due date": { status: "open", sort: "dueDate" },
  overdue: { due: "overdue", sort: "dueDate" },
  "done lately": { status: "done", sort: "completedAt", order: "desc" },
  "own order": {},
  "high priority": { priority: "3", sort: "priority", order: "desc" },
  "by title": { sort: "title" },
  "words in title and notes": { q: "tyres" },
};

/** What a person with 7,000 reflections searches for, from rare to common. */
const SEARCHES = ["headwind", "slept badly", "wel", '"long run"', "coffee -late", "r"];

const TIMES = 4;
const TURNS = 15;

/** Database time of task lists and of searching reflections, for the largest person beside 5 million tasks of others. */
export async function planning(): Promise<void> {
  const scratch = await scratchDatabase();
  try {
    const people = Number(process.env["BENCH_PEOPLE"] ?? 1_000);
    const today = new Date().toISOString().slice(0, 10);
    const { each, big } = SCALES.large.planning;
    const nothing = { runs: 0, workouts: 0, strengthYears: 0, codingDays: 0 };
    const size = { people, runsEach: 0, workoutsEach: 0, big: nothing, planning: { each: { ...each, reflections: 300 }, big } };
    const { userId } = await seed(size, today, (line) => console.log(line));
    const cost = (work: (tx: Tx) => Promise<unknown>) => costOf(scratch, userId, work);
    const beside = `beside ${people * each.tasks} tasks of others`;
    const bare = await cost((tx) => tx.query("select count(*) from app.tasks where user_id = $1", [userId]));
    for (const [name, search] of Object.entries(TASK_FILTERS)) {
      const filter = taskFilterSchema.parse(search);
      const words = name.replaceAll(" ", "-");
      const reference = `bare count ${bare.toFixed(2)} ms, ${beside}`;
      report(`tasks-${words}`, await cost((tx) => listTasks(tx, filter, today)), "ms", reference, 5);
      report(`tasks-${words}-counted`, await cost((tx) => countTasks(tx, filter, today)), "ms", reference, 5);
    }
    report("tasks-tabs", await cost((tx) => countTaskKinds(tx, today)), "ms", `bare count ${bare.toFixed(2)} ms, ${beside}`, 5);
    for (const q of SEARCHES) {
      const filter = reflectionFilterSchema.parse({ q });
      let found = 0;
      const ms = await cost(async (tx) => {
        found = (await listReflections(tx, filter)).total;
      });
      report(`reflections-search-${q.replaceAll(/[^a-z]+/g, "-")}`, ms, "ms", `${found} of ${big.reflections} found`, 20);
    }
    const habits = await cost((tx) => listHabits(tx, {}, { today, firstWeekday: 1 }));
    report("habits-list", habits, "ms", `${big.habits} habits with ${big.habitDays} days each`);
  } finally {
    await scratch.drop();
  }
}

/** Milliseconds of server execution of one piece of work, the median of several turns of a few. */
async function costOf(scratch: Scratch, userId: string, work: (tx: Tx) => Promise<unknown>): Promise<number> {
  const login = loginOf(process.env["DATABASE_URL"] ?? "");
  const once = () => asUser(jobActor(userId, newId(), "job"), work);
  await once();
  const costs: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    await resetCounters(scratch);
    for (let time = 0; time < TIMES; time += 1) await once();
    costs.push((await executionMs(scratch, login)).ms / TIMES);
  }
  return median(costs);
}
