"use client";
import { type RefObject, useEffect, useState } from "react";

type Drawn = typeof import("./recharts-marks");

let loading: Promise<Drawn> | undefined;

/**
 * The interactive marks, once the page has been painted, the browser is idle and this frame is in sight. Until then, and
 * when they cannot be loaded, it is null and the drawing from the server stays.
 */
export function useRecharts(frame: RefObject<HTMLElement | null>): Drawn | null {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let gone = false;
    const load = () => {
      loading ??= import("./recharts-marks");
      loading.then(
        (marks) => gone || setDrawn(marks),
        () => {
          loading = undefined;
        },
      );
    };
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      afterPaint(load);
    });
    observer.observe(element);
    return () => {
      gone = true;
      observer.disconnect();
    };
  }, [frame]);
  return drawn;
}

/** Runs when the page has loaded and there is nothing better to do. */
function afterPaint(work: () => void) {
  const whenIdle = () => ("requestIdleCallback" in window ? requestIdleCallback(work, { timeout: 2000 }) : setTimeout(work, 200));
  if (document.readyState === "complete") whenIdle();
  else addEventListener("load", whenIdle, { once: true });
}
