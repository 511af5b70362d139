import type { GoalWish } from "./use-goal-wish";

/** The goals that a name behind `#` may mean, under the line it is typed in, which keeps the focus. */
export function GoalChoices({ wish: { id, titles, chosen, take } }: { wish: GoalWish }) {
  if (titles.length === 0) return null;
  return (
    <div role="listbox" id={id} aria-label="Goals" className="goal-choices">
      {titles.map((title, place) => (
        <div
          key={title}
          role="option"
          id={`${id}-${place}`}
          aria-selected={place === chosen}
          tabIndex={-1}
          className="goal-choice"
          // Before the line loses the focus, and with it the list.
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(title)}
          onKeyDown={() => undefined}
        >
          {title}
        </div>
      ))}
    </div>
  );
}
