import { dayWords } from "@/components/planning/habit-line";
import { ActionButton } from "@/components/ui/action-button";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/field";
import { FormActions } from "@/components/ui/form-layout";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Habit, HabitLog } from "@/domain/habits";
import { addDays } from "@/domain/time-zones";
import type { Format } from "@/domain/units";
import { dayText } from "../../_view/dates";
import { say } from "../actions";
import { boardDay } from "../habit-lines";
import { factLink } from "../habit-words";

type Props = { habit: Habit; date: string; today: string; log: HabitLog | undefined; format: Format };

/** One day of a habit, any day: what is known of it and from where, to be changed. */
export function DayPanel({ habit, date, today, log, format }: Props) {
  const number = habit.kind === "number";
  const fact = factLink(log ?? null);
  const fields = (word: string) => ({ id: habit.id, date, word });
  const href = (day: string) => `/habits/${habit.id}?year=${day.slice(0, 4)}&day=${day}#day`;
  const words = dayWords(boardDay(habit, date, log), { target: number ? habit.target : null, unit: habit.unit ?? "" });
  return (
    <Section
      title={dayText(date, format.locale, "full")}
      id="day"
      aside={
        <>
          <a href={href(addDays(date, -1))} data-keep-scroll="">
            Day before
          </a>
          {date < today ? (
            <a className="ml-3" href={href(addDays(date, 1))} data-keep-scroll="">
              Day after
            </a>
          ) : null}
        </>
      }
    >
      <p className="pb-3">
        {words.charAt(0).toUpperCase() + words.slice(1)}
        {fact ? (
          <>
            {": "}
            <a href={fact.href}>{fact.label}</a>
          </>
        ) : null}
        .
      </p>
      {number ? (
        <ActionForm action={say} undo={say} key={`${date} ${log?.value}`}>
          <input type="hidden" name="id" value={habit.id} />
          <input type="hidden" name="date" value={date} />
          <TextField
            label="Number"
            name="word"
            inputMode="decimal"
            unit={habit.unit ?? undefined}
            defaultValue={log && !log.skipped ? log.value : ""}
          />
          <FormActions>
            <SubmitButton pending="Saving…">Save</SubmitButton>
          </FormActions>
        </ActionForm>
      ) : null}
      <div className="flex flex-wrap gap-2 pt-2">
        {number ? null : (
          <ActionButton action={say} undo={say} fields={fields(log?.done ? "0" : "done")} icon={log?.done ? "close" : "check"}>
            {log?.done ? "Not done" : "Done"}
          </ActionButton>
        )}
        {log?.skipped ? null : (
          <ActionButton action={say} undo={say} fields={fields("skip")} icon="minus">
            Skip
          </ActionButton>
        )}
        {log?.source === "user" ? (
          <ActionButton action={say} undo={say} fields={fields("clear")} icon="undo">
            {habit.auto ? "Let facts say" : "Clear"}
          </ActionButton>
        ) : null}
      </div>
    </Section>
  );
}
