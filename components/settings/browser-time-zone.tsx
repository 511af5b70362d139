"use client";
import { useEffect, useRef } from "react";

/** Sends the browser's own time zone along with the form; empty without scripts, then the server takes UTC. */
export function BrowserTimeZone({ name = "timeZone" }: { name?: string }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }, []);
  return <input ref={input} type="hidden" name={name} defaultValue="" />;
}
