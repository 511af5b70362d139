"use client";
import { use, useEffect, useRef, useState } from "react";
import { Button } from "./button";
import { FormContext } from "./form-context";
import { isChanged } from "./leave-form";

/** What stands in the fields of a form: texts and the values of what is chosen, by name. */
type Words = [name: string, value: string][];

/** Words that were typed over a version, and whether they were sent since. */
type Kept = { version: number; words: Words; sent: boolean };

/** Fields that the page says, not the person. */
const isOwn = (name: string) => name.startsWith("$") || ["id", "date", "version"].includes(name);

/**
 * Inside a form: what is typed and not saved is kept in this tab until it is, whether the page is left by a link, by the browser's
 * arrow or by a reload, and stands in the fields again when the person comes back. Closing the tab asks first. `name` is what the words
 * belong to, `version` the one the form shows: over another one than the words were typed on, only the texts come back.
 */
export function KeepWords({ name, version }: { name: string; version: number }) {
  const [back, setBack] = useState(false);
  const place = useRef<HTMLParagraphElement>(null);
  const key = `words ${name}`;
  const { result } = use(FormContext);

  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    const kept = keptOf(sessionStorage.getItem(key));
    if (kept?.sent && kept.version !== version) sessionStorage.removeItem(key);
    else if (kept) {
      write(form, kept.words, kept.version === version);
      setBack(isChanged(form));
    }
    const keep = (sent: boolean) => {
      const now: Kept = { version, words: read(form), sent };
      if (isChanged(form)) sessionStorage.setItem(key, JSON.stringify(now));
      else sessionStorage.removeItem(key);
    };
    const onInput = () => keep(false);
    const onSubmit = () => keep(true);
    const ask = (event: BeforeUnloadEvent) => {
      if (isChanged(form)) event.preventDefault();
    };
    form.addEventListener("input", onInput);
    form.addEventListener("submit", onSubmit);
    window.addEventListener("beforeunload", ask);
    return () => {
      form.removeEventListener("input", onInput);
      form.removeEventListener("submit", onSubmit);
      window.removeEventListener("beforeunload", ask);
    };
  }, [key, version]);

  // What was refused was not saved.
  useEffect(() => {
    const kept = result.ok === false ? keptOf(sessionStorage.getItem(key)) : null;
    if (kept) sessionStorage.setItem(key, JSON.stringify({ ...kept, sent: false }));
  }, [key, result]);

  function startOver() {
    const form = place.current?.closest("form");
    form?.reset();
    sessionStorage.removeItem(key);
    setBack(false);
  }

  return (
    <p ref={place} className="kept-words" role="status" hidden={!back}>
      What you had not saved is here again.{" "}
      <Button variant="quiet" onClick={startOver}>
        Drop it
      </Button>
    </p>
  );
}

function read(form: HTMLFormElement): Words {
  return [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" && !isOwn(name) ? [[name, value] as [string, string]] : [],
  );
}

function write(form: HTMLFormElement, words: Words, choices: boolean): void {
  for (const control of form.elements) {
    if (control instanceof HTMLTextAreaElement)
      control.value = words.find(([name]) => name === control.name)?.[1] ?? control.value;
    if (!choices || !(control instanceof HTMLInputElement) || isOwn(control.name)) continue;
    if (control.type === "radio" || control.type === "checkbox")
      control.checked = words.some(([name, value]) => name === control.name && value === control.value);
  }
}

function keptOf(text: string | null): Kept | null {
  try {
    const { version, words, sent } = JSON.parse(text ?? "{}");
    return typeof version === "number" && Array.isArray(words) ? { version, words, sent: sent === true } : null;
  } catch {
    return null;
  }
}
