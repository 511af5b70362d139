import { Figure, Figures } from "@/components/ui/figure";
import { Section } from "@/components/ui/section";
import type { Format } from "@/domain/units";
import { weekStart } from "@/domain/weeks";
import { briefName, dayHref, projectHref } from "../coding/dimension-words";
import { timeShown, timeText } from "../coding/time-text";
import type { LoadedToday } from "./load-today";

type Props = { loaded: LoadedToday; format: Format; today: string };

/** So many projects are named; the day's page has all. */
const MOST_NAMED = 3;

/** What was coded today, and what this week holds; nothing where the week has none. */
export function CodingToday({ loaded: { coding }, format, today }: Props) {
  if (coding.length === 0) return null;
  const sum = (dimension: string | null, of = (_: { date: string; name: string }) => true) =>
    coding.reduce((us, item) => (item.dimension === dimension && of(item) ? us + item.us : us), 0);
  const isToday = ({ date }: { date: string }) => date === today;
  const byAgents = sum("agent", ({ date, name }) => date === today && name !== "");
  const projects = coding.filter((item) => item.dimension === "project" && isToday(item)).sort((a, b) => b.us - a.us);
  return (
    <Section title="Coding today" area="coding" aside={<a href="/coding">All coding</a>}>
      <Figures>
        <Figure label="Today" {...timeShown(sum(null, isToday), format)} href={dayHref(today)} />
        {byAgents > 0 ? <Figure label="By AI agents" {...timeShown(byAgents, format)} href={dayHref(today)} /> : null}
        <Figure label="This week" {...timeShown(sum(null), format)} href={`/coding?from=${weekStart(today)}&to=${today}`} />
      </Figures>
      {projects.length > 0 ? (
        <ul className="flex flex-wrap gap-x-4 pt-3 text-soft">
          {projects.slice(0, MOST_NAMED).map(({ name, us }) => (
            <li key={name}>
              <a className="text-ink" href={projectHref(name)}>
                {briefName("project", name)}
              </a>{" "}
              {timeText(us, format)}
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
