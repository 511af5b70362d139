"use client";
import { type FormEvent, useActionState, useEffect, useRef, useState, useTransition } from "react";
import { holds } from "@/domain/left-words";
import { readQuickAdd } from "@/domain/natural-dates";
import { Button } from "../ui/button";
import type { FormAction, FormResult, PlainAction } from "../ui/form-result";
import { runAction } from "../ui/run-action";
import { GoalChoices } from "./goal-choices";
import { QuickAddRead } from "./quick-add-read";
import { useGoalWish } from "./use-goal-wish";

type Props = {
  action: FormAction & PlainAction;
  undo: PlainAction;
  today: string;
  firstWeekday: number;
  locale: string;
  goals: readonly string[];
};

/**
 * One line makes a task: "Call Ada tomorrow p2 #garden". What was understood shows while it is typed, and each piece of it can be left in
 * the title by one press. Behind `#` the goals are offered that it may come to mean; `goals` are their titles.
 */
export function QuickAdd({ action, undo, today, firstWeekday, locale, goals }: Props) {
  const [line, setLine] = useState("");
  const [left, setLeft] = useState<readonly string[]>([]);
  const [, post] = useActionState<FormResult, FormData>(action, {});
  const [pending, start] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const wish = useGoalWish({ line, goals, input, write });

  /** What is no more in the line need not be left out of account. */
  function write(text: string) {
    setLine(text);
    setLeft((before) =>
      before.every((phrase) => holds(text, phrase)) ? before : before.filter((phrase) => holds(text, phrase)),
    );
  }

  // What was typed before the scripts came.
  useEffect(() => setLine(input.current?.value ?? ""), []);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    // The line is free for the next one at once, and comes back if this one is refused.
    setLine("");
    setLeft([]);
    wish.close();
    start(async () => {
      if (await runAction(action, data, { undo })) return;
      setLine((now) => now || String(data.get("line") ?? ""));
      setLeft(left);
    });
    input.current?.focus();
  }

  return (
    <form action={post} onSubmit={submit} className="quick-add" aria-busy={pending || undefined}>
      <label className="sr-only" htmlFor="quick-add">
        Add a task
      </label>
      <span className="control">
        <input
          {...wish.attributes}
          ref={input}
          id="quick-add"
          name="line"
          value={line}
          onChange={(event) => {
            write(event.target.value);
            wish.look(event.target);
          }}
          placeholder="Call Ada tomorrow p1 #garden"
          dir="auto"
          autoComplete="off"
          maxLength={400}
          enterKeyHint="done"
          aria-describedby="quick-add-help"
          data-quick-add=""
        />
        <GoalChoices wish={wish} />
      </span>
      <Button type="submit" variant="main" icon="plus">
        Add
      </Button>
      {left.map((phrase) => (
        <input key={phrase} type="hidden" name="left[]" value={phrase} />
      ))}
      <QuickAddRead
        read={readQuickAdd(line, { today, firstWeekday, locale }, left)}
        on={{ today, locale, goals }}
        left={left}
        setLeft={(phrases) => {
          setLeft(phrases);
          input.current?.focus();
        }}
        empty={line === ""}
      />
    </form>
  );
}
