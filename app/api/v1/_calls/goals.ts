import "server-only";
import { wakatimeCall } from "@/app/_auth/wakatime-door";
import { goalSpec, goalsSpec } from "@/app/api/_spec/v1";
import { asUser, type Tx } from "@/db/client";
import { listCodingDays } from "@/db/coding-reads";
import { codingSettings } from "@/db/coding-settings";
import { listGoals } from "@/db/goals";
import { durationText } from "@/domain/coding-words";
import { type Goal, standing } from "@/domain/goals";
import { addDays, daysBetween, localDate, startOfDay } from "@/domain/time-zones";
import { dayText, instantText } from "@/domain/wakatime-time";
import { notFound } from "@/lib/errors";

/** Days of a goal's chart, today the last. */
const DAYS = 7;

const STATUSES = { active: "pending", reached: "success", missed: "fail", archived: "ignored" } as const;

/** A goal of ours is on all coding time, every day, and nobody else's. */
const LIKE_EVERY_GOAL = {
  ...{ is_enabled: true, is_inverse: false, is_snoozed: false, snooze_until: null },
  ...{ languages: [], projects: [], editors: [], ignore_days: [], shared_with: [], subscribers: [] },
};

/** Goals on coding time as WakaTime tells its own: the days until today, each with its even share of the target. */
async function codingGoals(tx: Tx, now: Date) {
  const { timeZone } = await codingSettings(tx);
  const today = localDate(now, timeZone);
  const from = addDays(today, 1 - DAYS);
  const [goals, days] = await Promise.all([listGoals(tx, {}, today), listCodingDays(tx, { from, to: today })]);
  const seconds = new Map(days.filter(({ counts }) => counts).map(({ date, totalUs }) => [date, totalUs / 1e6]));
  return goals
    .filter(({ metric }) => metric === "coding_seconds")
    .map((goal) => ({
      id: goal.id,
      title: goal.title,
      type: "coding" as const,
      delta: "day" as const,
      seconds: goal.target ?? 0,
      status: STATUSES[standing(goal, today).status],
      cumulative_status: STATUSES[standing(goal, today).status],
      ...LIKE_EVERY_GOAL,
      chart_data: Array.from({ length: DAYS }, (_, index) => dayOf(goal, addDays(from, index), seconds, timeZone)),
    }));
}

function dayOf(goal: Goal, date: string, seconds: ReadonlyMap<string, number>, timeZone: string) {
  const actual = seconds.get(date) ?? 0;
  const share = goal.endDate === null ? null : (goal.target ?? 0) / (daysBetween(goal.startDate, goal.endDate) + 1);
  return {
    actual_seconds: actual,
    actual_seconds_text: durationText(actual),
    goal_seconds: share,
    goal_seconds_text: share === null ? null : durationText(share),
    range: {
      date,
      start: instantText(startOfDay(date, timeZone)),
      end: instantText(new Date(startOfDay(addDays(date, 1), timeZone).getTime() - 1000)),
      text: dayText(date),
      timezone: timeZone,
    },
  };
}

export const goalCalls = [
  wakatimeCall(goalsSpec, async ({ actor, now }) => {
    const data = await asUser(actor, (tx) => codingGoals(tx, now));
    return { body: { data, total: data.length, total_pages: 1 } };
  }),
  wakatimeCall(goalSpec, async ({ actor, id, now }) => {
    const goals = await asUser(actor, (tx) => codingGoals(tx, now));
    const goal = goals.find((one) => one.id === id.toLowerCase());
    if (!goal) throw notFound("goal");
    return { body: { data: goal } };
  }),
];
