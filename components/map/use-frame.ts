"use client";
import { type Dispatch, type RefObject, type SetStateAction, useEffect, useState } from "react";
import { panView, type View, zoomView } from "./view";

/**
 * Dragging, the wheel and two fingers on the map's frame. The wheel zooms only with a modifier key or after the map was
 * pressed, so that a page can be scrolled over it; a single finger scrolls the page until then.
 */
export function useFrame(frame: RefObject<HTMLElement | null>, whole: View, setView: Dispatch<SetStateAction<View>>) {
  const [widthPx, setWidthPx] = useState(0);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const pointers = new Map<number, { x: number; y: number }>();
    let engaged = false;

    const onWheel = (event: WheelEvent) => {
      if (!engaged && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const at = { across: (event.clientX - box.left) / box.width, down: (event.clientY - box.top) / box.height };
      setView((now) => zoomView(now, Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 200), whole, at));
    };
    const onDown = (event: PointerEvent) => {
      if (event.target instanceof Element && event.target.closest("button")) return;
      engaged = true;
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      element.setPointerCapture(event.pointerId);
    };
    const onMove = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = { x: event.clientX, y: event.clientY };
      const box = element.getBoundingClientRect();
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, now);
      if (!other) {
        setView((view) => panView(view, (before.x - now.x) / box.width, (before.y - now.y) / box.height));
        return;
      }
      const apart = (point: { x: number; y: number }) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
      const at = { across: ((now.x + other.x) / 2 - box.left) / box.width, down: ((now.y + other.y) / 2 - box.top) / box.height };
      setView((view) => zoomView(view, apart(before) / apart(now), whole, at));
    };
    const onUp = (event: PointerEvent) => void pointers.delete(event.pointerId);
    const onLeave = () => {
      engaged = false;
    };

    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth));
    observer.observe(element);
    element.addEventListener("wheel", onWheel, { passive: false });
    element.addEventListener("pointerdown", onDown);
    element.addEventListener("pointermove", onMove);
    element.addEventListener("pointerup", onUp);
    element.addEventListener("pointercancel", onUp);
    element.addEventListener("pointerleave", onLeave);
    return () => {
      observer.disconnect();
      element.removeEventListener("wheel", onWheel);
      element.removeEventListener("pointerdown", onDown);
      element.removeEventListener("pointermove", onMove);
      element.removeEventListener("pointerup", onUp);
      element.removeEventListener("pointercancel", onUp);
      element.removeEventListener("pointerleave", onLeave);
    };
  }, [frame, whole, setView]);

  return { widthPx, ready: widthPx > 0 };
}
