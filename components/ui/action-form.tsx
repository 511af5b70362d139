"use client";
import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import { FormContext } from "./form-context";
import type { FormAction, FormResult, PlainAction } from "./form-result";
import { useGo } from "./go";
import { runAction } from "./run-action";
import { showToast } from "./toast-event";

type Props = {
  action: FormAction;
  children: ReactNode;
  className?: string;
  id?: string;
  /** Clears the fields after success. */
  reset?: boolean;
  /** Lets the browser refuse first, in its own words. Otherwise the action answers, beside the field, with the remedy. */
  browserChecks?: boolean;
  /** The way back, offered in the toast with what was sent. */
  undo?: PlainAction;
  /** Said after success where the action itself says nothing. */
  message?: string;
  /** Refusals are said in a toast: the form has no place for them. */
  toasted?: boolean;
};

const REFUSED = "This was refused and nothing changed.";

/**
 * A form on a server action. Without scripts the browser posts it and the answer comes with the page; with them we run the
 * action ourselves, because React clears a form it has submitted, also when the answer is a refusal, and because what was
 * done is said even when the page that the answer brings no longer has this form.
 */
export function ActionForm({ action, children, className, id, reset, browserChecks, undo, message, toasted }: Props) {
  const [posted, post] = useActionState(action, {});
  const [answer, setAnswer] = useState<FormResult>();
  const [pending, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const go = useGo();
  const result = answer ?? posted;

  useEffect(() => {
    if (result.ok === false) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [result]);

  // Pressed before the scripts came, the form was posted by the browser: what is said in passing is said now that they are here.
  const heard = useRef(false);
  useEffect(() => {
    if (heard.current || posted.ok === undefined) return;
    heard.current = true;
    const words = posted.ok ? (posted.message ?? message) : toasted && (posted.message ?? REFUSED);
    if (words) showToast({ message: words, tone: posted.ok ? "plain" : "bad" });
  }, [posted, message, toasted]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    const data = new FormData(event.currentTarget, submitter);
    start(async () => {
      const next = await action(result, data);
      if (next.ok) succeeded(next, data);
      else if (toasted) showToast({ message: next.message ?? REFUSED, tone: "bad" });
      startTransition(() => setAnswer(next));
    });
  }

  function succeeded(next: FormResult, data: FormData) {
    const words = next.message ?? message;
    for (const [name, value] of Object.entries(next.undo ?? {})) data.set(name, value);
    if (words) showToast({ message: words, undo: undo && (() => runAction(undo, data, { message: "Undone." })) });
    if (reset) form.current?.reset();
    form.current?.closest("dialog")?.close();
    if (next.href) go(next.href);
  }

  return (
    <form
      ref={form}
      action={post}
      onSubmit={submit}
      className={className ?? "form"}
      id={id}
      noValidate={!browserChecks}
      aria-busy={pending || undefined}
    >
      <FormContext value={{ result, pending }}>{children}</FormContext>
      <Said result={result} message={message} refusals={toasted} />
    </form>
  );
}

/** Without scripts there are no toasts: the page that comes back says in the form what happened. */
function Said({ result, message, refusals }: { result: FormResult; message?: string; refusals?: boolean }) {
  const words = result.ok ? (result.message ?? message) : result.ok === false && refusals ? result.message : undefined;
  if (!words) return null;
  return (
    <noscript>
      <p role="status">{words}</p>
    </noscript>
  );
}
