import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from "react";
import { type TagWish, tagWish, takeTag } from "@/domain/goal-tags";

type Options = {
  line: string;
  goals: readonly string[];
  input: RefObject<HTMLInputElement | null>;
  write: (line: string) => void;
};

/** What a list of goals under a line needs to be shown, and the line to lead it. */
export type GoalWish = ReturnType<typeof useGoalWish>;

/**
 * The goals offered for a name that is being typed behind `#`: arrows choose among them, Enter and Tab take the chosen one, Escape closes
 * the list. The first is chosen at once, so that a few letters and Enter are enough.
 */
export function useGoalWish({ line, goals, input, write }: Options) {
  const id = useId();
  const [wish, setWish] = useState<TagWish | null>(null);
  const [chosen, setChosen] = useState(0);
  const caret = useRef<number | null>(null);

  // The caret goes behind what was taken, once it stands in the line.
  useLayoutEffect(() => {
    if (caret.current === null) return;
    input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  function look(field: HTMLInputElement) {
    setWish(tagWish(field.value, field.selectionStart ?? field.value.length, goals));
    setChosen(0);
  }

  function close() {
    setWish(null);
  }

  function take(title: string) {
    if (wish === null) return;
    const taken = takeTag(line, wish, title);
    caret.current = taken.caret;
    write(taken.line);
    close();
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (wish === null || event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const title = wish.titles[chosen];
    if (step !== undefined) setChosen((chosen + step + wish.titles.length) % wish.titles.length);
    else if ((event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && title !== undefined) take(title);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const open = wish !== null;
  const attributes = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": open,
    "aria-controls": open ? id : undefined,
    "aria-activedescendant": open ? `${id}-${chosen}` : undefined,
    onKeyDown,
    onBlur: close,
    // The caret may be put into a name, or out of one.
    onClick: () => input.current && look(input.current),
  } as const;
  return { id, attributes, titles: wish?.titles ?? [], chosen, look, take, close };
}
