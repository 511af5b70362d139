"use client";
import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef } from "react";
import { FormContext } from "./form-context";
import type { FormResult } from "./form-result";
import { useGo } from "./go";
import { showToast } from "./toast-event";

type Props = {
  action: (previous: FormResult, data: FormData) => Promise<FormResult>;
  children: ReactNode;
  className?: string;
  id?: string;
  /** Clears the fields after success. */
  reset?: boolean;
  /** Lets the browser refuse first, in its own words. Otherwise the action answers, beside the field, with the remedy. */
  browserChecks?: boolean;
};

/**
 * A form on a server action. Without scripts the browser posts it; with them the action runs in a transition that we
 * start ourselves, because React clears a form it has submitted, also when the answer is a refusal.
 */
export function ActionForm({ action, children, className, id, reset, browserChecks }: Props) {
  const [result, send, pending] = useActionState(action, {});
  const form = useRef<HTMLFormElement>(null);
  const go = useGo();

  useEffect(() => {
    if (result.ok === false) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    } else if (result.ok) {
      if (result.message) showToast({ message: result.message });
      if (reset) form.current?.reset();
      form.current?.closest("dialog")?.close();
      if (result.href) go(result.href);
    }
  }, [result, reset, go]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => send(data));
  }

  return (
    <form
      ref={form}
      action={send}
      onSubmit={submit}
      className={className ?? "form"}
      id={id}
      noValidate={!browserChecks}
      aria-busy={pending || undefined}
    >
      <FormContext value={{ result, pending }}>{children}</FormContext>
    </form>
  );
}
