"use client";
import type { ReactNode } from "react";
import { ActionForm } from "./action-form";
import type { ButtonVariant } from "./button";
import type { FormAction, PlainAction } from "./form-result";
import type { IconName } from "./icons";
import { SubmitButton } from "./submit-button";

type Props = {
  action: FormAction;
  fields?: Record<string, string>;
  /** The way back, called with the same fields; shown in the toast for ten seconds. */
  undo?: PlainAction;
  message?: string;
  pending?: string;
  variant?: ButtonVariant;
  icon?: IconName;
  children: ReactNode;
};

/** A form of one button, for an act that needs no other word from the person. */
export function ActionButton({ action, fields = {}, undo, message, pending, variant = "plain", icon, children }: Props) {
  return (
    <ActionForm action={action} undo={undo} message={message} className="contents" toasted>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant={variant} icon={icon} pending={pending}>
        {children}
      </SubmitButton>
    </ActionForm>
  );
}
