import type { ReactNode } from "react";
import { ActionForm } from "./action-form";
import { Button, type ButtonProps } from "./button";
import { TextField } from "./field";
import { FormError } from "./form-error";
import type { FormResult } from "./form-result";
import { SubmitButton } from "./submit-button";

/** The browser's own dialog: it traps the focus, closes on Escape and gives the focus back. */
export function Dialog({
  id,
  title,
  children,
  actions,
}: {
  id: string;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <dialog className="dialog" id={id} aria-labelledby={`${id}-title`} closedby="any">
      <h2 className="dialog-title" id={`${id}-title`}>
        {title}
      </h2>
      {children}
      {actions ? <div className="dialog-actions">{actions}</div> : null}
    </dialog>
  );
}

/** Opens the dialog with this id; the browser does it, or PageBehaviour where the browser cannot yet. */
export function DialogButton({ opens, ...button }: ButtonProps & { opens: string }) {
  return <Button {...button} {...{ command: "show-modal", commandfor: opens }} aria-haspopup="dialog" />;
}

/** Closes the dialog it stands in. */
export function DialogClose({ closes, ...button }: ButtonProps & { closes: string }) {
  return <Button {...button} {...{ command: "close", commandfor: closes }} />;
}

type ConfirmProps = {
  id: string;
  title: string;
  /** What must be typed. */
  name: string;
  field?: string;
  /** Of the button: the verb and the thing. */
  label: string;
  action: (previous: FormResult, data: FormData) => Promise<FormResult>;
  fields?: Record<string, string>;
  children: ReactNode;
};

/** For what cannot be undone: says what will be lost and asks for the name of the thing. */
export function ConfirmByName({ id, title, name, field = "confirm", label, action, fields = {}, children }: ConfirmProps) {
  return (
    <Dialog id={id} title={title}>
      <ActionForm action={action} browserChecks>
        {children}
        {Object.entries(fields).map(([key, value]) => (
          <input key={key} type="hidden" name={key} value={value} />
        ))}
        <TextField
          label={`Type “${name}” to confirm`}
          name={field}
          required
          pattern={escapePattern(name)}
          title={`Type exactly: ${name}`}
          autoComplete="off"
        />
        <FormError />
        <div className="dialog-actions">
          <SubmitButton variant="danger">{label}</SubmitButton>
          <DialogClose closes={id}>Keep it</DialogClose>
        </div>
      </ActionForm>
    </Dialog>
  );
}

/** A name as a pattern that matches only itself. HTML patterns have the `v` flag, which refuses needless escapes. */
export function escapePattern(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
