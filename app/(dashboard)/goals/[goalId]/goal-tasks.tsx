import { ActionButton } from "@/components/ui/action-button";
import { ActionForm } from "@/components/ui/action-form";
import { Badge } from "@/components/ui/badge";
import { SelectField, TextField } from "@/components/ui/field";
import { Icon } from "@/components/ui/icons";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { dueText } from "@/domain/due-words";
import type { Goal } from "@/domain/goals";
import type { Task } from "@/domain/tasks";
import type { Format } from "@/domain/units";
import { addTask, link, tick, undoTask, unlink } from "../actions";

type Props = { goal: Goal; tasks: readonly Task[]; others: readonly Task[]; today: string; format: Format };

/** The tasks of a goal: ticked, unlinked, added by a line or chosen from those there are. */
export function GoalTasks({ goal, tasks, others, today, format }: Props) {
  return (
    <Section
      title="Linked tasks"
      id="tasks"
      aside={
        tasks.length > 0 ? <a href={`/tasks?view=all&goal=${goal.id}`}>{`${goal.tasksDone} of ${goal.tasks} done`}</a> : null
      }
    >
      <ul className="tasks" aria-label="Linked tasks">
        {tasks.map((task) => (
          <TaskItem key={task.id} goal={goal} task={task} today={today} format={format} />
        ))}
      </ul>
      <ActionForm action={addTask} reset className="goal-add">
        <input type="hidden" name="id" value={goal.id} />
        <TextField
          label="Add a task to this goal"
          name="line"
          placeholder="Call Ada tomorrow p2"
          maxLength={400}
          autoComplete="off"
        />
        <SubmitButton variant="plain" icon="plus" pending="Adding…">
          Add
        </SubmitButton>
      </ActionForm>
      {others.length > 0 ? (
        <ActionForm action={link} undo={undoTask} className="goal-add" key={others.length}>
          <input type="hidden" name="id" value={goal.id} />
          <SelectField
            label="Or link one of your open tasks"
            name="task"
            options={[{ value: "", label: "Choose a task" }, ...others.map(({ id, title }) => ({ value: id, label: title }))]}
          />
          <SubmitButton variant="plain" icon="link" pending="Linking…">
            Link
          </SubmitButton>
        </ActionForm>
      ) : null}
    </Section>
  );
}

function TaskItem({ goal, task, today, format }: { goal: Goal; task: Task; today: string; format: Format }) {
  const done = task.status === "done";
  const day = done ? task.completedOn : task.dueDate;
  const overdue = !done && task.status !== "cancelled" && task.dueDate !== null && task.dueDate < today;
  return (
    <li data-done={done || task.status === "cancelled" ? "" : undefined}>
      <ActionForm action={tick} undo={undoTask} className="contents" toasted>
        <input type="hidden" name="id" value={goal.id} />
        <input type="hidden" name="task" value={task.id} />
        <input type="hidden" name="verb" value={done ? "reopen" : "complete"} />
        <button type="submit" className="task-tick" aria-pressed={done} aria-label={`Done: ${task.title}`}>
          {done ? <Icon name="check" /> : null}
        </button>
      </ActionForm>
      <a className="task-title" href={`/tasks/${task.id}`}>
        {task.title}
      </a>
      <span className="task-marks">
        {task.status === "cancelled" ? <Badge>Cancelled</Badge> : null}
        {day ? (
          <span className="task-due" data-overdue={overdue ? "" : undefined}>
            {done ? `Done ${dueText(day, today, format.locale)}` : dueText(day, today, format.locale)}
          </span>
        ) : null}
      </span>
      <ActionButton action={unlink} undo={undoTask} fields={{ id: goal.id, task: task.id }} variant="quiet">
        Unlink<span className="sr-only"> {task.title}</span>
      </ActionButton>
    </li>
  );
}
