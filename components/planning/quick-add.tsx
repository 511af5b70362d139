"use client";
import { type FormEvent, useActionState, useEffect, useRef, useState, useTransition } from "react";
import { readQuickAdd } from "@/domain/natural-dates";
import { describeRepeat } from "@/domain/repeat-words";
import { formatDate } from "@/domain/units";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import type { FormAction, FormResult, PlainAction } from "../ui/form-result";
import { runAction } from "../ui/run-action";

type Props = { action: FormAction & PlainAction; undo: PlainAction; today: string; firstWeekday: number; locale: string };

const PRIORITIES = ["none", "low", "medium", "high"];

/** One line makes a task: "Call Ada tomorrow !2 #garden". What was understood shows while it is typed. */
export function QuickAdd({ action, undo, today, firstWeekday, locale }: Props) {
  const [line, setLine] = useState("");
  const [, post] = useActionState<FormResult, FormData>(action, {});
  const [pending, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);

  // What was typed before the scripts came.
  useEffect(() => setLine(input.current?.value ?? ""), []);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    // The line is free for the next one at once, and comes back if this one is refused.
    setLine("");
    start(async () => {
      if (!(await runAction(action, data, { undo }))) setLine((now) => now || String(data.get("line") ?? ""));
    });
    input.current?.focus();
  }

  const read = readQuickAdd(line, { today, firstWeekday, locale });
  const found = [
    read.dueDate ? formatDate(read.dueDate, locale) : null,
    read.repeat ? describeRepeat(read.repeat, read.repeatFrom) : null,
    read.priority > 0 ? `Priority ${PRIORITIES[read.priority]}` : null,
    ...read.goals.map((goal) => `Goal ${goal}`),
  ].filter((word) => word !== null);
  return (
    <form action={post} onSubmit={submit} className="quick-add" aria-busy={pending || undefined}>
      <label className="sr-only" htmlFor="quick-add">
        Add a task
      </label>
      <span className="control">
        <input
          ref={input}
          id="quick-add"
          name="line"
          value={line}
          onChange={(event) => setLine(event.target.value)}
          placeholder="Call Ada tomorrow p1 #garden"
          dir="auto"
          autoComplete="off"
          maxLength={400}
          enterKeyHint="done"
          aria-describedby="quick-add-read"
          data-quick-add=""
        />
      </span>
      <Button type="submit" variant="main" icon="plus">
        Add
      </Button>
      <p id="quick-add-read" className="quick-add-read" aria-live="polite">
        {line === "" ? "A day, “every weekday”, p1 to p3 and #goal are understood." : null}
        {found.map((word) => (
          <Badge key={word} tone="info">
            {word}
          </Badge>
        ))}
      </p>
    </form>
  );
}
