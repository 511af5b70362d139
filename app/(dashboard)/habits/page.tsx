import type { Metadata } from "next";
import { HabitBoard } from "@/components/planning/habit-board";
import { PlanningTabs } from "@/components/planning/planning-tabs";
import { ActionButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { Flash } from "@/components/ui/toast";
import { readAtOnce } from "@/db/client";
import { listHabitNames, listHabits } from "@/db/habits";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../_auth/visitor";
import { dayText } from "../_view/dates";
import { formatOf } from "../_view/visitor-format";
import { counted } from "../_view/words";
import { archive, order, resume, say, undelete } from "./actions";
import { boardDays, habitLines } from "./habit-lines";

export const metadata: Metadata = { title: "Habits" };

type Props = { searchParams: Promise<{ removed?: string }> };

/** What is done again and again: ticked by one press, skipped, or ticked by what happened. */
export default async function HabitsPage({ searchParams }: Props) {
  const { visitor, actor } = await requireUser();
  const { removed } = await searchParams;
  const on = { today: localDate(new Date(), visitor.timeZone), firstWeekday: visitor.firstWeekday };
  const [habits, names] = await readAtOnce(actor, (tx) =>
    Promise.all([listHabits(tx, { archived: false }, on), listHabitNames(tx)]),
  );
  const format = formatOf(visitor);
  const days = boardDays(on);
  const archived = names.filter((name) => name.archived);
  return (
    <>
      {typeof removed === "string" ? <Flash message="Habit deleted." undo={undelete} fields={{ id: removed }} /> : null}
      <PageHead
        title="Habits"
        area="planning"
        range={counted(habits.length, "habit", format)}
        action={
          <ButtonLink href="/habits/new" variant="main" icon="plus">
            Add habit
          </ButtonLink>
        }
        tabs={<PlanningTabs current="/habits" />}
      />
      {habits.length === 0 ? (
        <Empty
          title={archived.length > 0 ? "All habits are archived" : "No habit yet"}
          icon="repeat"
          action={<a href="/habits/new">Add a habit</a>}
        >
          <p>
            On weekdays, so many times a week or every so many days; by a press, by a number, or by itself when you run, ride,
            code or lift.
          </p>
        </Empty>
      ) : (
        <HabitBoard
          lines={habitLines(habits, days, format)}
          dayNames={days.map((day) => dayText(day, format.locale, "weekday"))}
          say={say}
          order={order}
        />
      )}
      {archived.length > 0 ? (
        <Section title="Archived" id="archived">
          <ul className="tasks">
            {archived.map(({ id, name }) => (
              <li key={id}>
                <a className="task-title" href={`/habits/${id}`}>
                  {name}
                </a>
                <ActionButton action={resume} undo={archive} fields={{ id }} variant="quiet" icon="undo">
                  Take up again
                </ActionButton>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <p className="mt-4 text-12 text-soft">
        A point in a day: something you did ticked it.
        <span className="max-sm:hidden">
          {" "}
          Keys on a day: arrows move, Space ticks, s skips, Delete takes back, Alt with up and down moves the habit.
        </span>{" "}
        <a href="/habits/deleted">Deleted habits</a>
      </p>
    </>
  );
}
