"use client";
import { type DragEvent, memo } from "react";
import { Badge } from "../ui/badge";
import { Icon } from "../ui/icons";
import type { TaskLine } from "./task-row";

type Props = {
  line: TaskLine;
  chosen: boolean;
  choose: (id: string, on: boolean) => void;
  /** Puts a task before or behind this one. */
  put?: (id: string, beside: string, behind: boolean) => void;
};

const PRIORITIES = ["", "Low", "Medium", "High"];
const TONES = ["plain", "plain", "warn", "bad"] as const;

/** Whether the pointer is in the lower half of a row. */
function isLower(event: DragEvent<HTMLElement>): boolean {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return event.clientY > top + height / 2;
}

/** One task: ticked by its box, opened by its title, chosen by the box at its end. */
export const TaskItem = memo(function TaskItem({ line, chosen, choose, put }: Props) {
  const { id, title, done, cancelled } = line;
  return (
    <li
      data-task={id}
      data-done={done || cancelled ? "" : undefined}
      draggable={put !== undefined}
      onDragStart={(event) => event.dataTransfer.setData("text/task", id)}
      onDragOver={(event) => {
        if (!put || !event.dataTransfer.types.includes("text/task")) return;
        event.preventDefault();
        event.currentTarget.dataset["drop"] = isLower(event) ? "behind" : "before";
      }}
      onDragLeave={(event) => {
        delete event.currentTarget.dataset["drop"];
      }}
      onDrop={(event) => {
        delete event.currentTarget.dataset["drop"];
        const moved = event.dataTransfer.getData("text/task");
        if (!put || !moved) return;
        event.preventDefault();
        if (moved !== id) put(moved, id, isLower(event));
      }}
    >
      <button
        type="submit"
        className="task-tick"
        name="tick"
        value={`${done ? "reopen" : "complete"} ${id}`}
        aria-pressed={done}
        aria-label={`Done: ${title}`}
      >
        {done ? <Icon name="check" /> : null}
      </button>
      <a className="task-title" href={`/tasks/${id}`} dir="auto">
        {title}
      </a>
      <span className="task-marks">
        {cancelled ? <Badge>Cancelled</Badge> : null}
        {line.priority > 0 ? <Badge tone={TONES[line.priority]}>{PRIORITIES[line.priority]}</Badge> : null}
        {line.due ? (
          <span className="task-due" data-overdue={line.overdue ? "" : undefined}>
            {line.due}
          </span>
        ) : null}
        {line.repeat ? (
          <span className="text-soft" title={line.repeat}>
            <Icon name="repeat" />
            <span className="sr-only">{line.repeat}</span>
          </span>
        ) : null}
        {line.goals.map((goal) => (
          <a key={goal.id} className="task-goal" href={`/goals/${goal.id}`}>
            <Icon name="flag" />
            <span>{goal.title}</span>
          </a>
        ))}
      </span>
      <label className="task-choose">
        <span className="sr-only">{`Choose: ${title}`}</span>
        <input type="checkbox" checked={chosen} onChange={(event) => choose(id, event.target.checked)} />
      </label>
    </li>
  );
});
