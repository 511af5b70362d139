"use client";
import { useSyncExternalStore } from "react";

type Listener = (index: number | null) => void;
const groups = new Map<string, { index: number | null; listeners: Set<Listener> }>();

function group(name: string) {
  let found = groups.get(name);
  if (!found) {
    found = { index: null, listeners: new Set() };
    groups.set(name, found);
  }
  return found;
}

/** Moves the cursor that all charts and maps of the group share to this sample; null takes it away. */
export function moveCursor(name: string, index: number | null): void {
  const found = group(name);
  if (found.index === index) return;
  found.index = index;
  for (const listener of found.listeners) listener(index);
}

/** Follows the group's cursor; returns the way to stop. */
function onCursor(name: string, listener: Listener): () => void {
  const { listeners } = group(name);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The sample that the group's cursor stands on. */
export function useCursor(name: string): number | null {
  return useSyncExternalStore(
    (changed) => onCursor(name, changed),
    () => group(name).index,
    () => null,
  );
}
