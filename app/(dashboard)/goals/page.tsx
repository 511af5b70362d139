import type { Metadata } from "next";
import { GoalBar } from "@/components/planning/goal-bar";
import { PlanningTabs } from "@/components/planning/planning-tabs";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { Segmented } from "@/components/ui/tabs";
import { Flash } from "@/components/ui/toast";
import { asUser } from "@/db/client";
import { listGoals } from "@/db/goals";
import { type Goal, standing } from "@/domain/goals";
import { localDate } from "@/domain/time-zones";
import { type Format, formatNumber } from "@/domain/units";
import { requireUser } from "../../_auth/visitor";
import { formatOf } from "../_view/visitor-format";
import { counted } from "../_view/words";
import { undelete } from "./actions";
import { paceText, progressText, rowsHref, STATUS_NAMES, spanWords } from "./goal-words";
import { GOAL_VIEWS, type GoalView, readGoalView } from "./list-state";

export const metadata: Metadata = { title: "Goals" };

type Props = { searchParams: Promise<{ status?: string | string[]; removed?: string }> };

/** What is gone for, how far it is, and whether the pace holds. */
export default async function GoalsPage({ searchParams }: Props) {
  const { visitor, actor } = await requireUser();
  const { status, removed } = await searchParams;
  const view = readGoalView(status);
  const today = localDate(new Date(), visitor.timeZone);
  const goals = await asUser(actor, (tx) => listGoals(tx, view === "all" ? {} : { status: view }, today));
  const format = formatOf(visitor);
  const name = view === "all" ? "" : `${STATUS_NAMES[view].toLowerCase()} `;
  return (
    <>
      {typeof removed === "string" ? <Flash message="Goal deleted." undo={undelete} fields={{ id: removed }} /> : null}
      <PageHead
        title="Goals"
        area="planning"
        range={counted(goals.length, `${name}goal`, format)}
        action={
          <ButtonLink href="/goals/new" variant="main" icon="plus">
            Add goal
          </ButtonLink>
        }
        tabs={<PlanningTabs current="/goals" />}
      />
      <div className="tasks-tools">
        <Segmented
          label="Goals by status"
          items={GOAL_VIEWS.map(({ key, label }) => ({
            href: key === "active" ? "/goals" : `/goals?status=${key}`,
            label,
            current: view === key,
          }))}
        />
      </div>
      {goals.length === 0 ? (
        <Nothing view={view} />
      ) : (
        <ul className="goals" data-area="planning" aria-label="Goals">
          {goals.map((goal) => (
            <GoalItem key={goal.id} goal={goal} today={today} format={format} />
          ))}
        </ul>
      )}
      <p className="mt-4 text-12 text-soft">
        The mark in a bar is where a steady pace from the first day to the last would be today.{" "}
        <a href="/goals/deleted">Deleted goals</a>
      </p>
    </>
  );
}

function GoalItem({ goal, today, format }: { goal: Goal; today: string; format: Format }) {
  const stands = standing(goal, today);
  const progress = progressText(goal, stands, format);
  const note = [paceText(goal, stands, format), spanWords(goal, today, format)].filter(Boolean).join(", ");
  return (
    <li>
      <div className="goal-line">
        <a className="goal-title" href={`/goals/${goal.id}`}>
          {goal.title}
        </a>
        {stands.status === "active" ? null : (
          <Badge tone={stands.status === "reached" ? "good" : "plain"}>{STATUS_NAMES[stands.status]}</Badge>
        )}
        <a className="tabular" href={rowsHref(goal, today)}>
          {progress}
        </a>
        <span className="goal-share">{formatNumber(stands.share * 100, format.locale)} %</span>
      </div>
      <GoalBar
        share={stands.share}
        expected={stands.expected !== null && stands.target > 0 ? stands.expected / stands.target : null}
        text={`${goal.title}: ${progress}`}
      />
      <p className="habit-note">{note}</p>
    </li>
  );
}

function Nothing({ view }: { view: GoalView }) {
  if (view !== "active" && view !== "all") {
    return <Empty title={`No goal is ${view}`} icon="flag" action={<a href="/goals?status=all">Show all goals</a>} />;
  }
  return (
    <Empty title="No goal yet" icon="flag" action={<a href="/goals/new">Set a goal</a>}>
      <p>
        So many kilometres, hours of coding, days of a habit or tasks: progress is counted from what you do. Or a number of your
        own.
      </p>
    </Empty>
  );
}
