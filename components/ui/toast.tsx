"use client";
import { type ReactNode, startTransition, use, useEffect, useRef, useState } from "react";
import { ActionForm } from "./action-form";
import { FormContext } from "./form-context";
import type { FormAction, PlainAction } from "./form-result";
import { Icon } from "./icons";
import { SubmitButton } from "./submit-button";
import { onToast, showToast, type ToastMessage } from "./toast-event";

export { showToast } from "./toast-event";

type Shown = ToastMessage & { id: number };
/** A server action that takes something back, from a toast or from a form. */
type UndoAction = PlainAction & FormAction;

/** The foot of the page where toasts appear; one per shell. */
export function Toaster() {
  const [toasts, setToasts] = useState<Shown[]>([]);
  useEffect(() => {
    let next = 0;
    return onToast((toast) => setToasts((shown) => [...shown.slice(-2), { ...toast, id: next++ }]));
  }, []);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} close={() => setToasts((shown) => shown.filter((other) => other.id !== toast.id))} />
      ))}
    </div>
  );
}

/** Leaves after ten seconds; the clock is a delayed animation in the style sheet, which rests while it is pointed at or focused. */
function Toast({ toast, close }: { toast: Shown; close: () => void }) {
  const undo = toast.undo;
  return (
    <div className="toast" data-tone={toast.tone} onAnimationEnd={close}>
      <span>{toast.message}</span>
      {undo ? (
        <button
          type="button"
          className="toast-undo"
          onClick={() => {
            close();
            startTransition(async () => void (await undo()));
          }}
        >
          Undo
        </button>
      ) : null}
      <button type="button" className="toast-close" aria-label="Close" onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Says something once the page stands: after a redirect, for instance. Without scripts it stands on the page. */
export function Flash({ message, undo, fields }: { message: string; undo?: UndoAction; fields?: Record<string, string> }) {
  const said = useRef(false);
  useEffect(() => {
    if (said.current) return;
    said.current = true;
    showToast({ message, undo: undo ? () => undo(formData(fields)) : undefined });
  }, [message, undo, fields]);
  return (
    <noscript>
      <div className="notice" role="status">
        {undo ? (
          <ActionForm action={undo} className="contents" toasted>
            <UntilUndone>
              <p className="notice-words">{message}</p>
              {Object.entries(fields ?? {}).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <SubmitButton variant="plain">Undo</SubmitButton>
            </UntilUndone>
          </ActionForm>
        ) : (
          <p className="notice-words">{message}</p>
        )}
      </div>
    </noscript>
  );
}

/** What was taken back is not said any more: the form says what became of it. */
function UntilUndone({ children }: { children: ReactNode }) {
  return use(FormContext).result.ok ? null : children;
}

function formData(fields: Record<string, string> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}
