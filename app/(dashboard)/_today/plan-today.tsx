import { MOODS, moodText } from "@/components/planning/moods";
import { TaskList } from "@/components/planning/task-list";
import { ActionForm } from "@/components/ui/action-form";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Visitor } from "@/db/accounts";
import type { Format } from "@/domain/units";
import { feel, remove as removeDay, save } from "../reflections/actions";
import { Excerpt } from "../reflections/excerpt";
import { act, undo } from "../tasks/actions";
import { AddTask } from "../tasks/add-task";
import { taskLines } from "../tasks/task-lines";
import type { LoadedToday } from "./load-today";

type Props = { loaded: LoadedToday; today: string; format: Format; visitor: Visitor };

/** What there is to do next, with the line that adds to it. */
export function NextTasks({ loaded: { tasks, openTasks, goals }, today, format, visitor }: Props) {
  const names = new Map(goals.map(({ id, title }) => [id, title]));
  const lines = taskLines(tasks, { view: "open", today, locale: format.locale, goals: names }).map((line) => ({
    ...line,
    group: "",
  }));
  const more = openTasks - tasks.length;
  return (
    <Section title="Next tasks" area="planning" aside={<a href="/tasks">{more > 0 ? `All tasks, ${more} more` : "All tasks"}</a>}>
      <AddTask today={today} visitor={visitor} goals={goals} />
      {lines.length > 0 ? <TaskList label="Next tasks" lines={lines} act={act} undo={undo} /> : null}
    </Section>
  );
}

/** How the day is: a mood by one press, or what was written. */
export function MoodToday({ loaded: { reflection }, today }: Pick<Props, "loaded" | "today">) {
  const href = `/reflections/${today}`;
  return (
    <Section
      title="Mood"
      area="mood"
      aside={
        <>
          {reflection ? null : (
            <>
              <a href={href}>Write about today</a>
              {" · "}
            </>
          )}
          <a href="/reflections">All days</a>
        </>
      }
    >
      <div className="mood-links">
        <ActionForm
          key={reflection?.id}
          action={reflection ? feel : save}
          undo={reflection ? feel : removeDay}
          className="contents"
          toasted
        >
          {Object.entries(reflection ? { id: reflection.id } : { id: "", date: today, version: "0" }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {MOODS.map((word, mood) =>
            mood === 0 ? null : (
              <SubmitButton key={word} name="mood" value={String(mood)} variant={reflection?.mood === mood ? "main" : "plain"}>
                <span className="sr-only">{word}, </span>
                {mood}
              </SubmitButton>
            ),
          )}
        </ActionForm>
      </div>
      {reflection ? (
        <div className="pt-2">
          <a href={href}>{reflection.mood === null ? "Written, without a mood" : moodText(reflection.mood)}</a>
          {reflection.text ? <Excerpt text={reflection.text} /> : null}
        </div>
      ) : null}
    </Section>
  );
}
