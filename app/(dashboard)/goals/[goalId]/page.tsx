import type { Metadata } from "next";
import { ChartFrame } from "@/components/charts/chart-frame";
import { GoalBar } from "@/components/planning/goal-bar";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { Figure, Figures } from "@/components/ui/figure";
import { SubmitButton } from "@/components/ui/submit-button";
import { asUser } from "@/db/client";
import { listGoalVersions } from "@/db/goal-edits";
import { getGoalEvenDeleted, listGoalDays } from "@/db/goals";
import { listTasks } from "@/db/task-list";
import { standing } from "@/domain/goals";
import { readTaskFilter } from "@/domain/task-filter";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { orNotFound } from "../../_view/or-not-found";
import { uuidOf } from "../../_view/uuid-of";
import { formatOf } from "../../_view/visitor-format";
import { advance } from "../actions";
import { GoalHead } from "../goal-head";
import { paceText, progressText, shownValue } from "../goal-words";
import { goalChart, manualDays } from "./goal-chart";
import { goalFigures } from "./goal-figures";
import { GoalTasks } from "./goal-tasks";

export const metadata: Metadata = { title: "Goal" };

/** So many linked tasks, and so many to choose from, stand on the page. */
const TASKS = 100;

const HOW = {
  manual: "The number as you have set it, day by day, from the goal's history.",
  tasks: "Linked tasks by the day on which they were done; deleted and cancelled ones do not count.",
  run_distance: "The distance of all runs from the first day to the last.",
  ride_energy: "The energy of all rides from the first day to the last, where a power meter or the source tells it.",
  coding_seconds: "The time coded from the first day to the last, as the Coding pages count it.",
  habit_days: "Days from the first to the last on which the habit was done.",
};

/** One goal: how far, at what pace, and the tasks that lead there. */
export default async function GoalPage({ params }: { params: Promise<{ goalId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = uuidOf((await params).goalId);
  const today = localDate(new Date(), visitor.timeZone);
  const load = asUser(actor, async (tx) => {
    const goal = await getGoalEvenDeleted(tx, id);
    const filter = { ...readTaskFilter({}), sort: "dueDate" as const, limit: TASKS };
    return {
      goal,
      days: goal.metric === "manual" ? manualDays(await listGoalVersions(tx, id), visitor.timeZone) : await listGoalDays(tx, id),
      tasks: (await listTasks(tx, { ...filter, goal: id }, today)).rows,
      open: (await listTasks(tx, { ...filter, status: "open" }, today)).rows,
    };
  });
  const { goal, days, tasks, open } = await orNotFound(load);
  const format = formatOf(visitor);
  const stands = standing(goal, today);
  const share = stands.target > 0 && stands.expected !== null ? stands.expected / stands.target : null;
  const words = [progressText(goal, stands, format), paceText(goal, stands, format)].filter(Boolean).join(", ");
  return (
    <>
      <GoalHead goal={goal} current="goal" today={today} format={format} />
      {goal.description ? <p className="max-w-[65ch] whitespace-pre-line pt-3">{goal.description}</p> : null}
      <Figures label="Figures of this goal">
        {goalFigures(goal, today, format).map((figure) => (
          <Figure key={figure.label} {...figure} size="big" area="planning" />
        ))}
      </Figures>
      <div className="pt-4" data-area="planning">
        <GoalBar share={stands.share} expected={share} text={words} />
        <p className="habit-note mt-2">{words}</p>
      </div>
      {goal.deletedAt ? null : (
        <>
          {goal.metric === "manual" ? (
            <ActionForm action={advance} undo={advance} className="goal-add mt-2" key={goal.value}>
              <input type="hidden" name="id" value={id} />
              <TextField
                label="How far is it now?"
                name="progress"
                inputMode="decimal"
                defaultValue={String(shownValue(goal.metric, goal.value, format))}
              />
              <SubmitButton variant="plain" pending="Saving…">
                Set progress
              </SubmitButton>
            </ActionForm>
          ) : null}
          <div className="pt-6">
            <ChartFrame
              {...goalChart(goal, days, today, format)}
              area="planning"
              how={`${HOW[goal.metric]} The grey line is a steady pace from the first day to the last.`}
            />
          </div>
          <GoalTasks
            goal={goal}
            tasks={tasks}
            others={open.filter((task) => !task.goalIds.includes(id))}
            today={today}
            format={format}
          />
        </>
      )}
    </>
  );
}
