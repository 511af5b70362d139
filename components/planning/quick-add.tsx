"use client";
import { useEffect, useRef, useState } from "react";
import { readQuickAdd } from "@/domain/natural-dates";
import { describeRepeat } from "@/domain/repeat-words";
import { formatDate } from "@/domain/units";
import { ActionForm } from "../ui/action-form";
import { Badge } from "../ui/badge";
import type { FormAction, PlainAction } from "../ui/form-result";
import { SubmitButton } from "../ui/submit-button";

type Props = { action: FormAction; undo: PlainAction; today: string; firstWeekday: number; locale: string };

const PRIORITIES = ["none", "low", "medium", "high"];

/** One line makes a task: "Call Ada tomorrow !2 #garden". What was understood shows while it is typed. */
export function QuickAdd({ action, undo, today, firstWeekday, locale }: Props) {
  const [line, setLine] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const form = input.current?.form;
    const clear = () => setLine("");
    form?.addEventListener("reset", clear);
    return () => form?.removeEventListener("reset", clear);
  }, []);
  const read = readQuickAdd(line, { today, firstWeekday });
  const found = [
    read.dueDate ? formatDate(read.dueDate, locale) : null,
    read.repeat ? describeRepeat(read.repeat, read.repeatFrom) : null,
    read.priority > 0 ? `Priority ${PRIORITIES[read.priority]}` : null,
    ...read.goals.map((goal) => `Goal ${goal}`),
  ].filter((word) => word !== null);
  return (
    <ActionForm action={action} undo={undo} reset className="quick-add" toasted>
      <label className="sr-only" htmlFor="quick-add">
        Add a task
      </label>
      <span className="control">
        <input
          ref={input}
          id="quick-add"
          name="line"
          onInput={(event) => setLine(event.currentTarget.value)}
          placeholder="Call Ada tomorrow !2 #garden"
          autoComplete="off"
          maxLength={400}
          enterKeyHint="done"
          aria-describedby="quick-add-read"
          data-quick-add=""
        />
      </span>
      <SubmitButton variant="main" icon="plus" pending="Adding…">
        Add
      </SubmitButton>
      <p id="quick-add-read" className="quick-add-read" aria-live="polite">
        {found.map((word) => (
          <Badge key={word} tone="info">
            {word}
          </Badge>
        ))}
      </p>
    </ActionForm>
  );
}
