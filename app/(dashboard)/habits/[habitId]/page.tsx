import type { Metadata } from "next";
import { BarList } from "@/components/charts/bar-list";
import { ChartFrame } from "@/components/charts/chart-frame";
import { HeatmapYear } from "@/components/charts/heatmap-year";
import { HabitDays } from "@/components/planning/habit-board";
import { Figure, Figures } from "@/components/ui/figure";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/tabs";
import { asUser } from "@/db/client";
import { getHabit, getHabitEvenDeleted } from "@/db/habits";
import { isLocalDate, localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { dayText } from "../../_view/dates";
import { orNotFound } from "../../_view/or-not-found";
import { uuidOf } from "../../_view/uuid-of";
import { formatOf } from "../../_view/visitor-format";
import { say } from "../actions";
import { HabitHead } from "../habit-head";
import { boardDays, habitLines } from "../habit-lines";
import { DayPanel } from "./day-panel";
import { strengthChart } from "./habit-chart";
import { habitFigures, streakBars } from "./habit-sums";

export const metadata: Metadata = { title: "Habit" };

type Props = { params: Promise<{ habitId: string }>; searchParams: Promise<{ year?: string; day?: string }> };

/** One habit: the last weeks to be pressed, strength, streaks, and the calendar of a year of which every day can be changed. */
export default async function HabitPage({ params, searchParams }: Props) {
  const { visitor, actor } = await requireUser();
  const id = uuidOf((await params).habitId);
  const asked = await searchParams;
  const on = { today: localDate(new Date(), visitor.timeZone), firstWeekday: visitor.firstWeekday };
  const load = asUser(actor, async (tx) => {
    const habit = await getHabitEvenDeleted(tx, id);
    return { habit, whole: habit.deletedAt ? null : await getHabit(tx, id, on) };
  });
  const { habit, whole } = await orNotFound(load);
  const format = formatOf(visitor);
  if (!whole) {
    return (
      <>
        <HabitHead habit={habit} current="habit" format={format} />
        <p className="mt-4">This habit is deleted. Its days come back with it.</p>
      </>
    );
  }
  const { today } = on;
  const days = boardDays(on);
  const [line] = habitLines([whole], days, format);
  const day = asked.day && isLocalDate(asked.day) && asked.day <= today ? asked.day : today;
  const first = whole.logs[0]?.date ?? today;
  const last = Number(today.slice(0, 4));
  const since = Math.min(Number(first.slice(0, 4)), last);
  const years = Array.from({ length: last - since + 1 }, (_, index) => since + index).slice(-12);
  const year = years.find((one) => String(one) === asked.year) ?? Number(day.slice(0, 4));
  const bars = streakBars(whole, today, format);
  const number = habit.kind === "number";
  return (
    <>
      <HabitHead habit={habit} current="habit" format={format} />
      {habit.description ? <p className="max-w-[65ch] whitespace-pre-line pt-3">{habit.description}</p> : null}
      <Figures label="Figures of this habit">
        {habitFigures(whole, today, format).map((figure) => (
          <Figure key={figure.label} {...figure} size="big" area="planning" />
        ))}
      </Figures>
      {line && !habit.archivedAt ? (
        <HabitDays line={line} dayNames={days.map((date) => dayText(date, format.locale, "weekday"))} say={say} />
      ) : null}
      <Section
        title={`Calendar of ${year}`}
        id="calendar"
        aside={
          years.length > 1 ? (
            <Segmented
              label="Year"
              items={years.map((one) => ({
                href: `/habits/${id}?year=${one}#calendar`,
                label: String(one),
                current: one === year,
              }))}
            />
          ) : null
        }
      >
        <HeatmapYear
          year={year}
          firstWeekday={visitor.firstWeekday}
          values={Object.fromEntries(
            whole.logs
              .filter((log) => (log.done || log.value > 0) && log.date.startsWith(`${year}-`))
              .map((log) => [log.date, log.value || 1]),
          )}
          format={{ style: "number", locale: format.locale }}
          unit={number ? (habit.unit ?? "") : "done"}
          hrefTemplate={`/habits/${id}?year=${year}&day={date}#day`}
          label={`${habit.name} by day, ${year}`}
          area="planning"
          locale={format.locale}
        />
      </Section>
      <DayPanel habit={habit} date={day} today={today} log={whole.logs.find((log) => log.date === day)} format={format} />
      <div id="strength" className="pt-6">
        <ChartFrame
          {...strengthChart(habit, whole.logs, today, format)}
          area="planning"
          how="Exponential smoothing of how well the days did what the schedule asks: half of it is gone after 13 days of nothing, later for habits that are rarer. Skipped days change nothing."
        />
      </div>
      {bars.length > 0 ? (
        <Section title="Longest streaks" id="streaks">
          <BarList label="Longest streaks" items={bars} area="planning" />
        </Section>
      ) : null}
    </>
  );
}
