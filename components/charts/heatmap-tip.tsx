"use client";
import { type RefObject, useEffect, useState } from "react";

/** What the day under the pointer or the focus was, over it. A component of its own, so that the days stay as they are. */
export function HeatmapTip({ days }: { days: RefObject<HTMLElement | null> }) {
  const [tip, setTip] = useState<{ text: string; left: number; top: number } | null>(null);

  useEffect(() => {
    const element = days.current;
    if (!element) return;
    const show = (event: Event) => {
      const day = event.target;
      if (!(day instanceof HTMLAnchorElement)) return setTip(null);
      setTip({ text: day.textContent, left: day.offsetLeft + day.offsetWidth / 2, top: day.offsetTop });
    };
    const hide = () => setTip(null);
    element.addEventListener("pointerover", show);
    element.addEventListener("focusin", show);
    element.addEventListener("pointerleave", hide);
    element.addEventListener("focusout", hide);
    return () => {
      element.removeEventListener("pointerover", show);
      element.removeEventListener("focusin", show);
      element.removeEventListener("pointerleave", hide);
      element.removeEventListener("focusout", hide);
    };
  }, [days]);

  if (!tip) return null;
  return (
    <span className="heatmap-tip" aria-hidden="true" style={{ left: tip.left, top: tip.top }}>
      {tip.text}
    </span>
  );
}
