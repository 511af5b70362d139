"use client";
import { useEffect, useRef, useState } from "react";
import { useGo } from "./go";

type Shortcut = { keys: string; label: string; href: string };
const pauseMs = 1000;

/** `?` lists the keys, `/` goes to the search field, `q` to quick add, `z` takes back what was done last, and pairs such as `g r` go places. Silent while somebody types. */
export function Shortcuts({ go: places }: { go: Shortcut[] }) {
  const go = useGo();
  const dialog = useRef<HTMLDialogElement>(null);
  /** How often the list was asked for: before the first time no page carries it. */
  const [asked, setAsked] = useState(0);
  /** The first key of a pair: a page that is renewed between the two does not forget it. */
  const before = useRef({ key: "", at: 0 });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (event.key === "?") return setAsked((times) => times + 1);
      if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>("[data-search]");
        if (search) event.preventDefault();
        search?.focus();
        return search?.select();
      }
      const { key: first, at: firstAt } = before.current;
      const isSecond = event.timeStamp - firstAt < pauseMs && places.some(({ keys }) => keys === `${first} ${event.key}`);
      if (event.key === "q" && !isSecond) {
        const line = document.querySelector<HTMLElement>("[data-quick-add]");
        if (line) event.preventDefault();
        return line ? line.focus() : go("/tasks");
      }
      if (event.key === "z" && !isSecond) return [...document.querySelectorAll<HTMLElement>(".toast-undo")].at(-1)?.click();
      const pair = event.timeStamp - firstAt < pauseMs ? `${first} ${event.key}` : "";
      const place = places.find((shortcut) => shortcut.keys === pair);
      if (place) go(place.href);
      before.current = { key: place ? "" : event.key, at: event.timeStamp };
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [places, go]);

  useEffect(() => {
    if (asked > 0) dialog.current?.showModal();
  }, [asked]);

  if (asked === 0) return null;
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="shortcuts-title" {...{ closedby: "any" }}>
      <h2 id="shortcuts-title" className="dialog-title">
        Keys
      </h2>
      <dl className="keys">
        {places.map((place) => (
          <Keys key={place.keys} keys={place.keys} label={place.label} />
        ))}
        <Keys keys="/" label="Search" />
        <Keys keys="q" label="Add a task" />
        <Keys keys="z" label="Undo" />
        <Keys keys="?" label="This list" />
        <Keys keys="Esc" label="Close, leave" />
      </dl>
      <form method="dialog" className="dialog-actions">
        <button type="submit" className="button plain">
          Close
        </button>
      </form>
    </dialog>
  );
}

function Keys({ keys, label }: { keys: string; label: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {keys.split(" ").map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dd>
    </div>
  );
}

/** Boxes to tick and buttons take no letters, so that keys mean the same there as on the page. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit|reset|file|range|color)$/.test(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
}
