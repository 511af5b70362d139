"use client";
import { useEffect } from "react";
import { useGo } from "@/components/ui/go";
import { Icon } from "@/components/ui/icons";

type Way = { href: string; label: string } | null;

/** The day before and the day after, as links and by the keys K and J, or the arrows while nothing else has the focus. */
export function DayKeys({ before, after }: { before: Way; after: Way }) {
  const go = useGo();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
      const free = event.target === document.body || (event.target instanceof HTMLElement && event.target.id === "content");
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable]");
      if (typing || document.querySelector("dialog[open]")) return;
      const way = event.key === "k" || (free && event.key === "ArrowLeft") ? before : null;
      const next = event.key === "j" || (free && event.key === "ArrowRight") ? after : null;
      const to = way ?? next;
      if (to) go(to.href, true);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [before, after, go]);
  return (
    <nav className="flex gap-2" aria-label="Days">
      {before ? (
        <a className="button plain" href={before.href} rel="prev" aria-keyshortcuts="K" title="Key: K" data-keep-scroll="">
          <Icon name="left" />
          {before.label}
        </a>
      ) : null}
      {after ? (
        <a className="button plain" href={after.href} rel="next" aria-keyshortcuts="J" title="Key: J" data-keep-scroll="">
          {after.label}
          <Icon name="right" />
        </a>
      ) : null}
    </nav>
  );
}
