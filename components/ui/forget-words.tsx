"use client";
import { useEffect, useRef } from "react";
import { forgetKept } from "./kept-words";

/** Inside the form that signs a person out: what they typed and did not save leaves this browser with them. */
export function ForgetWords() {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = place.current?.closest("form");
    const forget = () => forgetKept(null, Date.now());
    form?.addEventListener("submit", forget);
    return () => form?.removeEventListener("submit", forget);
  }, []);
  return <span ref={place} hidden />;
}
