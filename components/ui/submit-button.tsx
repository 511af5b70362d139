"use client";
import { type ReactNode, use } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonVariant } from "./button";
import { FormContext } from "./form-context";
import type { IconName } from "./icons";

type Props = {
  children: ReactNode;
  /** Shown while the form is on its way. */
  pending?: string;
  variant?: ButtonVariant;
  icon?: IconName;
  name?: string;
  value?: string;
  disabled?: boolean;
};

/** Submits its form and says so while it waits; a second press while waiting does nothing. */
export function SubmitButton({ children, pending: pendingLabel, variant = "main", ...rest }: Props) {
  const status = useFormStatus();
  const pending = use(FormContext).pending || status.pending;
  return (
    <Button
      type="submit"
      variant={variant}
      aria-disabled={pending || undefined}
      data-pending={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
      {...rest}
    >
      {pending && pendingLabel ? pendingLabel : children}
    </Button>
  );
}
