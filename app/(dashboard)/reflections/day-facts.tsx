import { Section } from "@/components/ui/section";
import type { HabitOfDay } from "@/db/habits";
import { type Format, formatDistance, formatDuration, formatNumber } from "@/domain/units";
import { hoursText, joined } from "../_view/words";
import { factLink } from "../habits/habit-words";
import type { LoadedDay } from "./load-day";

/** What the rows of a day say, beside what its person says. */
export function DayFacts({ day, date, format }: { day: LoadedDay; date: string; format: Format }) {
  const { runs, rides, sessions, coding, done, kept } = day;
  const lines = [
    ...runs.map((run) => ({
      ...{ key: run.id, area: "runs", href: `/runs/${encodeURIComponent(run.id)}`, title: run.name },
      text: `${joined(formatDistance(run.distanceM, format))} in ${joined(formatDuration(run.durationS))}`,
    })),
    ...rides.map((ride) => ({
      ...{ key: ride.id, area: "rides", href: `/rides/${encodeURIComponent(ride.id)}`, title: ride.title },
      text: joined(formatDuration(ride.durationS)),
    })),
    ...sessions.map((session) => ({
      ...{ key: session.id, area: "strength", href: `/strength/${encodeURIComponent(session.id)}`, title: session.title },
      text: `${formatNumber(session.volumeKg, format.locale)} kg`,
    })),
    ...(coding.totalUs > 0
      ? [
          {
            ...{ key: "coding", area: "coding", href: `/coding/days/${date}`, title: "Coding" },
            text: `${joined(hoursText(coding.totalUs / 1e6, format))}, mostly ${coding.items[0]?.name || "no project"}`,
          },
        ]
      : []),
    ...done.map((task) => ({ key: task.id, area: "planning", href: `/tasks/${task.id}`, title: task.title, text: "done" })),
    ...kept.map((habit) => ({
      ...{ key: habit.id, area: "planning", href: `/habits/${habit.id}?day=${date}`, title: habit.name },
      text: keptText(habit, format),
    })),
  ];
  return (
    <Section title="What happened">
      {lines.length === 0 ? <p className="text-soft">Nothing was recorded on this day.</p> : null}
      <ul className="day-facts">
        {lines.map(({ key, area, href, title, text }) => (
          <li key={`${area} ${key}`} data-area={area}>
            <a href={href}>{title}</a> <span className="text-soft">{text}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** How a habit of the day was kept: "8 glasses", "habit kept, by the run". */
function keptText(habit: HabitOfDay, { locale }: Format): string {
  const { kind, value, unit } = habit;
  const decimals = Number.isInteger(value) ? 0 : 1;
  const amount = kind === "number" ? `${formatNumber(value, locale, decimals)} ${unit ?? ""}`.trim() : "habit kept";
  const fact = factLink(habit);
  return fact ? `${amount}, by ${fact.label}` : amount;
}
