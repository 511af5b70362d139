"use client";
import { use, useEffect, useRef, useState } from "react";
import { Button } from "./button";
import { FormContext } from "./form-context";
import { forgetKept, keyOf, readKept, type Words, writeKept } from "./kept-words";
import { isChanged } from "./leave-form";

/** Fields that the page says, not the person. */
const isOwn = (name: string) => name.startsWith("$") || ["id", "date", "version"].includes(name);

/**
 * Inside a form: what is typed and not saved is kept in this browser until it is saved, dropped or the person signs out, for two weeks at
 * most, and stands in the fields again when they come back, whether the page was left by a link, a reload or the end of the browser.
 * Closing the page asks first. `owner` is whose words they are: others do not see them, and make them forgotten by writing here. `name`
 * is what the words belong to, `version` the one the form shows: over another one than the words were typed on, only the texts come back.
 */
export function KeepWords({ owner, name, version }: { owner: string; name: string; version: number }) {
  const [back, setBack] = useState(false);
  const [kept, setKept] = useState(false);
  const place = useRef<HTMLParagraphElement>(null);
  const key = keyOf(owner, name);
  const { result } = use(FormContext);

  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    const now = Date.now();
    forgetKept(owner, now);
    const before = readKept(key, now);
    if (before?.sent && before.version !== version) writeKept(key, null);
    else if (before) {
      write(form, before.words, before.version === version);
      setBack(isChanged(form));
    }
    const keep = (sent: boolean) => {
      const changed = isChanged(form);
      writeKept(key, changed ? { version, words: read(form), sent, at: Date.now() } : null);
      setKept(changed);
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
  }, [owner, key, version]);

  // What was refused was not saved.
  useEffect(() => {
    const before = result.ok === false ? readKept(key, Date.now()) : null;
    if (before) writeKept(key, { ...before, sent: false });
  }, [key, result]);

  function startOver() {
    const form = place.current?.closest("form");
    form?.reset();
    writeKept(key, null);
    setBack(false);
    setKept(false);
  }

  return (
    <>
      <p ref={place} className="kept-words" role="status" hidden={!back}>
        What you had not saved is here again.{" "}
        <Button variant="quiet" onClick={startOver}>
          Drop it
        </Button>
      </p>
      <p className="text-12 text-soft" hidden={!back && !kept}>
        Until you save, this is kept in this browser alone, for two weeks at most. On a machine that others use, save it or sign
        out.
      </p>
    </>
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
