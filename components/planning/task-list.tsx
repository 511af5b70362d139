"use client";
import {
  type FocusEvent,
  type FormEvent,
  type KeyboardEvent,
  useActionState,
  useEffect,
  useOptimistic,
  useRef,
  useState,
  useTransition,
} from "react";
import { Button, IconButton } from "../ui/button";
import type { FormAction, FormResult, PlainAction } from "../ui/form-result";
import { useGo } from "../ui/go";
import { Icon } from "../ui/icons";
import { runAction } from "../ui/run-action";
import { TaskItem } from "./task-item";
import { applied, stepTo, verbOfKey } from "./task-keys";
import type { TaskLine } from "./task-row";

type Props = {
  label: string;
  lines: TaskLine[];
  /** Does one thing to some tasks; the way back takes what it answers. */
  act: FormAction & PlainAction;
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

/** As long as a pair of keys such as `g r` may take. */
const PAIR_MS = 1000;

/**
 * Tasks under their headings: ticked, moved, chosen and changed many at once, by pointer and by key. One form around all of it, so that
 * ticking works before any script does.
 */
export function TaskList({ label, lines, act, undo, move }: Props) {
  const [shown, change] = useOptimistic(lines, applied);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [pending, start] = useTransition();
  const [, post] = useActionState<FormResult, FormData>(act, {});
  const [said, say] = useState("");
  const list = useRef<HTMLFormElement>(null);
  /** Where the focus was: the row under it may go, and the keys should go on from there. */
  const at = useRef<{ id: string; place: number } | null>(null);
  const wentAt = useRef(Number.NEGATIVE_INFINITY);
  const go = useGo();
  const rowsOf = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-task]") ?? [])];

  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!at.current || !lost) return;
    const { id, place } = at.current;
    const rows = rowsOf();
    const row = rows.find((one) => one.dataset["task"] === id) ?? rows[Math.min(place, rows.length - 1)];
    const next = row?.querySelector<HTMLElement>("a") ?? document.querySelector<HTMLElement>("[data-quick-add]");
    next?.focus({ preventScroll: true });
  });

  function run(verb: string, ids: readonly string[]) {
    if (ids.length === 0) return;
    const data = new FormData();
    data.set("verb", verb);
    data.set("ids", ids.join(","));
    start(async () => {
      change({ verb, ids });
      await runAction(act, data, { undo });
      setChosen((now) => new Set([...now].filter((id) => !ids.includes(id))));
    });
  }

  function put(id: string, after: string | null) {
    if (!move) return;
    const data = new FormData();
    data.set("id", id);
    data.set("after", after ?? "");
    const next = applied(shown, { verb: "move", ids: [id], after });
    say(`Place ${next.findIndex((line) => line.id === id) + 1} of ${next.length}.`);
    start(async () => {
      change({ verb: "move", ids: [id], after });
      await runAction(move, data, {});
    });
  }

  function step(id: string, by: number) {
    const after = stepTo(
      shown.map((line) => line.id),
      id,
      by,
    );
    if (after !== undefined) put(id, after);
  }

  /** Drops a task before or behind another one. */
  function drop(id: string, beside: string, behind: boolean) {
    const rest = shown.map((line) => line.id).filter((one) => one !== id);
    put(id, behind ? beside : (rest[rest.indexOf(beside) - 1] ?? null));
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
    // A letter behind "g" goes to a page, as everywhere.
    const going = event.timeStamp - wentAt.current < PAIR_MS;
    wentAt.current = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
    if (going) return;
    const id = row.dataset["task"] ?? "";
    const rows = rowsOf();
    const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    const verb = verbOfKey(
      event.key,
      shown.find((line) => line.id === id),
    );
    if (by !== undefined && event.altKey) step(id, by);
    else if (event.altKey) return;
    else if (by !== undefined) rows[rows.indexOf(row) + by]?.querySelector<HTMLElement>("a")?.focus();
    else if (event.key === " " && event.target instanceof HTMLAnchorElement) choose(id, !chosen.has(id));
    else if (event.key === "Escape" && chosen.size > 0) setChosen(new Set());
    else if (event.key === "e") go(`/tasks/${id}`);
    else if (verb) run(verb, chosen.has(id) ? [...chosen] : [id]);
    else return;
    event.preventDefault();
  }

  function onFocus(event: FocusEvent<HTMLFormElement>) {
    const row = event.target.closest<HTMLElement>("[data-task]");
    at.current = row ? { id: row.dataset["task"] ?? "", place: rowsOf().indexOf(row) } : null;
  }

  /** Somebody who goes elsewhere is not called back; only a row that went leaves the focus nowhere. */
  function onBlur(event: FocusEvent<HTMLFormElement>) {
    if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget)) at.current = null;
  }

  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <form
      ref={list}
      className="tasks"
      aria-label={label}
      action={post}
      onSubmit={submit}
      onKeyDown={onKey}
      onFocus={onFocus}
      onBlur={onBlur}
      aria-busy={pending || undefined}
    >
      {groups.map((group) => (
        <section key={group} aria-label={group || label}>
          {group ? <h2 className="tasks-group">{group}</h2> : null}
          <ul>
            {shown
              .filter((line) => line.group === group)
              .map((line) => (
                <TaskItem key={line.id} line={line} chosen={chosen.has(line.id)} choose={choose} put={move ? drop : undefined} />
              ))}
          </ul>
        </section>
      ))}
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
      {chosen.size > 0 ? (
        <div className="tasks-bulk" role="toolbar" aria-label="Chosen tasks">
          <span>{chosen.size} chosen</span>
          {move && chosen.size === 1 ? (
            <>
              <IconButton label="Move up" icon="up" onClick={() => step([...chosen][0] ?? "", -1)} />
              <IconButton label="Move down" icon="down" onClick={() => step([...chosen][0] ?? "", 1)} />
            </>
          ) : null}
          {BULK.map(({ verb, label: word }) => (
            <Button key={verb} type="submit" variant="plain" name="tick" value={verb}>
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
