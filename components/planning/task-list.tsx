"use client";
import { type FormEvent, type KeyboardEvent, useOptimistic, useRef, useState, useTransition } from "react";
import { Button } from "../ui/button";
import type { PlainAction } from "../ui/form-result";
import { useGo } from "../ui/go";
import { Icon } from "../ui/icons";
import { runAction } from "../ui/run-action";
import { TaskItem } from "./task-item";
import type { TaskLine } from "./task-row";

type Props = {
  label: string;
  lines: TaskLine[];
  /** Does one thing to some tasks; the way back takes what it answers. */
  act: PlainAction;
  undo: PlainAction;
  /** Puts a task behind another one; only where the list is in the person's own order. */
  move?: PlainAction;
};

const BULK = [
  { verb: "complete", label: "Done" },
  { verb: "postpone-1", label: "Tomorrow" },
  { verb: "postpone-7", label: "In a week" },
  { verb: "reopen", label: "Reopen" },
  { verb: "cancel", label: "Cancel" },
  { verb: "delete", label: "Delete" },
] as const;

const KEYS: Record<string, string> = { x: "complete", t: "due-today", p: "postpone-1", Delete: "delete", Backspace: "delete" };

/**
 * Tasks under their headings: ticked, moved, chosen and changed many at once, by pointer and by key. One form around all of it, so that
 * ticking works before any script does.
 */
export function TaskList({ label, lines, act, undo, move }: Props) {
  const [shown, change] = useOptimistic(lines, applied);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [pending, start] = useTransition();
  const list = useRef<HTMLFormElement>(null);
  const go = useGo();

  function run(verb: string, ids: readonly string[]) {
    if (ids.length === 0) return;
    const data = new FormData();
    data.set("verb", verb);
    data.set("ids", ids.join(","));
    start(async () => {
      change({ verb, ids });
      await runAction(act, data, { undo });
      setChosen(new Set());
    });
  }

  function put(id: string, after: string | null) {
    if (!move) return;
    const data = new FormData();
    data.set("id", id);
    data.set("after", after ?? "");
    start(async () => {
      change({ verb: "move", ids: [id], after });
      await runAction(move, data, {});
    });
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const button = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    const [verb = "", id = ""] = button?.getAttribute("value")?.split(" ") ?? [];
    if (verb) run(verb, id ? [id] : [...chosen]);
  }

  function choose(id: string, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  }

  function onKey(event: KeyboardEvent<HTMLFormElement>) {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-task]") : null;
    if (!row || event.metaKey || event.ctrlKey) return;
    const id = row.dataset["task"] ?? "";
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-task]") ?? [])];
    const place = rows.indexOf(row);
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (step !== undefined && event.altKey) {
      // Behind the one below, or behind the one above the one above.
      const after = rows[step > 0 ? place + 1 : place - 2]?.dataset["task"] ?? null;
      if (step > 0 ? place + 1 < rows.length : place > 0) put(id, after);
    } else if (step !== undefined) rows[place + step]?.querySelector<HTMLElement>("a")?.focus();
    else if (event.key === " " && event.target instanceof HTMLAnchorElement) choose(id, !chosen.has(id));
    else if (event.key === "e") go(`/tasks/${id}`);
    else if (/^[0-3]$/.test(event.key)) run(`priority-${event.key}`, [id]);
    else if (KEYS[event.key]) run(verbOf(event.key, shown, id), chosen.size > 0 && chosen.has(id) ? [...chosen] : [id]);
    else return;
    event.preventDefault();
  }

  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <form ref={list} className="tasks" aria-label={label} onSubmit={submit} onKeyDown={onKey} aria-busy={pending || undefined}>
      {groups.map((group) => (
        <section key={group} aria-label={group || label}>
          {group ? <h2 className="tasks-group">{group}</h2> : null}
          <ul>
            {shown
              .filter((line) => line.group === group)
              .map((line) => (
                <TaskItem key={line.id} line={line} chosen={chosen.has(line.id)} choose={choose} put={move ? put : undefined} />
              ))}
          </ul>
        </section>
      ))}
      {chosen.size > 0 ? (
        <div className="tasks-bulk" role="toolbar" aria-label="Chosen tasks">
          <span>{chosen.size} chosen</span>
          {BULK.map(({ verb, label: word }) => (
            <Button key={verb} type="submit" variant="plain" value={verb}>
              {word}
            </Button>
          ))}
          <button type="button" className="toast-close" aria-label="Choose none" onClick={() => setChosen(new Set())}>
            <Icon name="close" />
          </button>
        </div>
      ) : null}
    </form>
  );
}

function verbOf(key: string, lines: readonly TaskLine[], id: string): string {
  if (key !== "x") return KEYS[key] ?? "";
  return lines.find((line) => line.id === id)?.done ? "reopen" : "complete";
}

type Change = { verb: string; ids: readonly string[]; after?: string | null };

/** The list as it will be, until the server has said so. */
function applied(lines: TaskLine[], { verb, ids, after }: Change): TaskLine[] {
  if (verb === "delete") return lines.filter(({ id }) => !ids.includes(id));
  if (verb === "move") {
    const [moved] = lines.filter(({ id }) => id === ids[0]);
    const rest = lines.filter(({ id }) => id !== ids[0]);
    const place = after ? rest.findIndex(({ id }) => id === after) + 1 : 0;
    return moved ? [...rest.slice(0, place), moved, ...rest.slice(place)] : lines;
  }
  const done = { complete: true, reopen: false, cancel: false }[verb];
  return done === undefined
    ? lines
    : lines.map((line) => (ids.includes(line.id) ? { ...line, done, cancelled: verb === "cancel" } : line));
}
