import type { NewGoal } from "@/domain/goals";
import type { NewHabit } from "@/domain/habits";
import { addDays, daysBetween, startOfDay, weekday } from "@/domain/time-zones";
import { setbackAt } from "./form";
import { pick, randomOf } from "./random";

/** A task of the demo life; done ones say when. `goal` is the index of a goal it belongs to. */
export type DemoTask = {
  title: string;
  notes: string | null;
  dueDate: string | null;
  priority: number;
  repeat: string | null;
  createdAt: Date;
  createdOn: string;
  completedAt: Date | null;
  completedOn: string | null;
  goal: number | null;
};

/** A day as somebody saw it. */
export type DemoReflection = { date: string; mood: number; text: string; writtenAt: Date };

/** A habit, and the days that its person ticked; of the others facts or nobody tell. */
export type DemoHabit = NewHabit & { startDate: string; done: string[]; skipped: string[] };

export type DemoPlanning = { goals: NewGoal[]; habits: DemoHabit[]; tasks: DemoTask[]; reflections: DemoReflection[] };

/** How far back habits, reflections and tasks go. */
const HABIT_DAYS = 240;
const REFLECTION_DAYS = 200;
const TASK_DAYS = 150;

/** Hours after midnight at which things are done. */
const at = (day: string, hour: number, timeZone: string) => new Date(startOfDay(day, timeZone).getTime() + hour * 3_600_000);

/** The plans, habits and reflections of somebody until `now`; what has been stays the same as days pass. */
export function demoPlanning(today: string, now: Date, timeZone: string): DemoPlanning {
  return {
    goals: goals(today),
    habits: habits(today),
    tasks: tasks(today, now, timeZone),
    reflections: reflections(today, now, timeZone),
  };
}

function goals(today: string): NewGoal[] {
  const year = today.slice(0, 4);
  const [startDate, endDate] = [`${year}-01-01`, `${year}-12-31`];
  return [
    { title: `Run 2,500 km in ${year}`, metric: "run_distance", target: 2_500_000, startDate, endDate },
    { title: "Ready for the race", metric: "tasks", startDate: addDays(today, -30), endDate: addDays(today, 45) },
    { title: "Read 12 books", metric: "manual", target: 12, progress: 9, startDate, endDate },
    {
      title: "Code 400 hours",
      metric: "coding_seconds",
      target: 400 * 3600,
      startDate: addDays(today, -180),
      endDate: addDays(today, 185),
    },
  ];
}

function habits(today: string): DemoHabit[] {
  const startDate = addDays(today, -HABIT_DAYS);
  const days = Array.from({ length: HABIT_DAYS + 1 }, (_, n) => addDays(startDate, n));
  const chance = (name: string, day: string) => randomOf(`${name} ${day}`)();
  // Today is not over: what is still to be ticked is there to be ticked.
  const past = days.slice(0, -1);
  const read = past.filter((day) => chance("read", day) < 0.82);
  return [
    {
      name: "Run 5 km",
      schedule: { kind: "per_week", times: 3 },
      auto: { metric: "run_distance", atLeast: 5000 },
      startDate,
      done: [],
      skipped: [],
    },
    {
      name: "Read before bed",
      startDate,
      done: read,
      skipped: past.filter((day) => !read.includes(day) && chance("away", day) < 0.15),
    },
    {
      ...{ name: "Core exercises", schedule: { kind: "weekdays", weekdays: [1, 3, 5] }, startDate, skipped: [] },
      done: past.filter((day) => [1, 3, 5].includes(weekday(day)) && chance("core", day) < 0.7),
    },
    {
      name: "Code an hour",
      schedule: { kind: "weekdays", weekdays: [1, 2, 3, 4, 5] },
      auto: { metric: "coding_seconds", atLeast: 3600 },
      startDate,
      done: [],
      skipped: [],
    },
    { name: "Write about the day", auto: { metric: "reflections", atLeast: 1 }, startDate, done: [], skipped: [] },
    {
      name: "Call the family",
      schedule: { kind: "every_days", days: 7 },
      startDate,
      done: past.filter((day) => weekday(day) === 7 && chance("call", day) < 0.85),
      skipped: [],
    },
  ];
}

const ERRANDS = [
  ...[
    "Buy gels for the long run",
    "Wash the bike",
    "Renew the library card",
    "Book the dentist",
    "Order new brake pads",
    "Pay the race entry",
  ],
  ...[
    "Back up the laptop",
    "Answer the tax office",
    "Fix the leaking tap",
    "Plan the weekend tour",
    "Update the training plan",
    "Return the parcel",
  ],
  ...[
    "Clean the drivetrain",
    "Write the release notes",
    "Review the open pull requests",
    "Sort the photos",
    "Water the plants",
    "Buy a birthday present",
  ],
];

const RACE = [
  "Choose a race",
  "Book the train",
  "Test the race shoes",
  "Practise drinking while running",
  "Pick up the start number",
  "Lay out the kit",
];

function tasks(today: string, now: Date, timeZone: string): DemoTask[] {
  const made: DemoTask[] = [];
  const add = (title: string, createdOn: string, doneAfter: number | null, wish: Partial<DemoTask> = {}) => {
    const completedAt = doneAfter === null ? null : at(addDays(createdOn, doneAfter), 18, timeZone);
    const done = completedAt !== null && completedAt < now;
    made.push({
      ...{
        title,
        notes: null,
        dueDate: null,
        priority: 0,
        repeat: null,
        goal: null,
        createdOn,
        createdAt: at(createdOn, 8, timeZone),
      },
      ...{
        completedAt: done ? completedAt : null,
        completedOn: done && doneAfter !== null ? addDays(createdOn, doneAfter) : null,
      },
      ...wish,
    });
  };
  for (let ago = TASK_DAYS; ago > 2; ago--) {
    const day = addDays(today, -ago);
    const random = randomOf(`task ${day}`);
    if (random() > 0.45) continue;
    const due = Math.floor(random() * 6);
    add(pick(random, ERRANDS), day, Math.floor(random() * 8), { dueDate: addDays(day, due), priority: random() < 0.15 ? 2 : 0 });
  }
  for (const [n, title] of RACE.entries()) {
    const created = addDays(today, -28 + n * 3);
    add(title, created, n < 3 ? 4 : null, { goal: 1, dueDate: addDays(today, n * 9 - 20), priority: n === 4 ? 3 : 1 });
  }
  add("Review the week", addDays(today, -6), null, {
    repeat: "FREQ=WEEKLY;BYDAY=SU",
    dueDate: addDays(today, 7 - weekday(today)),
  });
  add("Wax the chain", addDays(today, -9), null, { repeat: "FREQ=DAILY;INTERVAL=14", dueDate: addDays(today, 1) });
  add("Send the invoice", addDays(today, -4), null, {
    dueDate: addDays(today, -1),
    priority: 3,
    notes: "The new address is in the mail of Monday.",
  });
  add("Look for a winter jacket", addDays(today, -3), null);
  add("Prepare the talk", addDays(today, -2), null, { dueDate: today, priority: 2 });
  return made.filter((task) => task.createdAt < now);
}

const OPENINGS = {
  good: ["Slept well and it showed.", "Everything was easy today.", "Legs like new.", "A day to remember."],
  plain: ["An ordinary day.", "Nothing special, and that was fine.", "Much to do, most of it done.", "Long meetings, short run."],
  bad: ["Slept badly.", "Everything took twice as long.", "Heavy legs and a heavy head.", "Too many things at once."],
};
const MIDDLES = [
  ...[
    "Found the bug that had been hiding since last week.",
    "The hills were kinder than they look.",
    "Rain all the way, but warm rain.",
  ],
  ...[
    "Dinner with friends went on late.",
    "Read forty pages in the train.",
    "The tests are green at last.",
    "Headwind both ways, as ever.",
  ],
  ...["Cooked something new.", "Talked with the family for an hour.", "The new shoes rub a little on the left heel."],
];
const HURTING = ["The calf is still not right.", "No running for now; the bike has to do.", "The physio says patience."];

function reflections(today: string, now: Date, timeZone: string): DemoReflection[] {
  const written: DemoReflection[] = [];
  for (let ago = REFLECTION_DAYS; ago > 0; ago--) {
    const date = addDays(today, -ago);
    const random = randomOf(`reflection ${date}`);
    if (random() < 0.28) continue;
    const hurts = setbackAt(date) !== null;
    const mood = Math.min(5, Math.max(1, Math.round(2.4 + random() * 2.4 + (weekday(date) > 5 ? 0.4 : 0) - (hurts ? 0.9 : 0))));
    const opening = pick(random, OPENINGS[mood > 3 ? "good" : mood === 3 ? "plain" : "bad"]);
    const text = [opening, pick(random, MIDDLES), hurts && random() < 0.6 ? pick(random, HURTING) : null]
      .filter(Boolean)
      .join(" ");
    const writtenAt = at(date, 21, timeZone);
    if (writtenAt < now && daysBetween(date, today) > 0) written.push({ date, mood, text, writtenAt });
  }
  return written;
}
