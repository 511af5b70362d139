"use client";
import { type InputHTMLAttributes, type SelectHTMLAttributes, type TextareaHTMLAttributes, use, useId } from "react";
import { FieldFrame, type FieldWords, wiring } from "./field-frame";
import { FormContext } from "./form-context";

type Named = FieldWords & { name: string };

/** The surrounding form knows the error and, without scripts, the value that was sent; the page's own word wins. */
function useField({ name, error, help }: Named) {
  const id = useId();
  const { result } = use(FormContext);
  const shownError = error ?? result.errors?.[name];
  return { id, error: shownError, sent: result.values?.[name], aria: wiring(id, help, shownError) };
}

export function TextField({
  label,
  help,
  error,
  hideLabel,
  unit,
  className,
  ...input
}: Named & Omit<InputHTMLAttributes<HTMLInputElement>, "name"> & { unit?: string }) {
  const field = useField({ label, name: input.name, help, error });
  return (
    <FieldFrame id={field.id} label={label} help={help} error={field.error} hideLabel={hideLabel} className={className}>
      <span className="control" data-unit={unit}>
        <input {...input} id={field.id} defaultValue={field.sent ?? input.defaultValue} {...field.aria} />
      </span>
    </FieldFrame>
  );
}

export function TextAreaField({
  label,
  help,
  error,
  hideLabel,
  className,
  ...input
}: Named & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name">) {
  const field = useField({ label, name: input.name, help, error });
  return (
    <FieldFrame id={field.id} label={label} help={help} error={field.error} hideLabel={hideLabel} className={className}>
      <span className="control">
        <textarea rows={4} {...input} id={field.id} defaultValue={field.sent ?? input.defaultValue} {...field.aria} />
      </span>
    </FieldFrame>
  );
}

export type SelectOption = { value: string; label: string };

export function SelectField({
  label,
  help,
  error,
  hideLabel,
  className,
  options,
  ...input
}: Named & Omit<SelectHTMLAttributes<HTMLSelectElement>, "name"> & { options: readonly (SelectOption | string)[] }) {
  const field = useField({ label, name: input.name, help, error });
  return (
    <FieldFrame id={field.id} label={label} help={help} error={field.error} hideLabel={hideLabel} className={className}>
      <span className="control select">
        <select {...input} id={field.id} defaultValue={field.sent ?? input.defaultValue} {...field.aria}>
          {options.map((option) => {
            const { value, label: text } = typeof option === "string" ? { value: option, label: option } : option;
            return (
              <option key={value} value={value}>
                {text}
              </option>
            );
          })}
        </select>
      </span>
    </FieldFrame>
  );
}

export function CheckField({
  label,
  help,
  error,
  className,
  ...input
}: Named & Omit<InputHTMLAttributes<HTMLInputElement>, "name">) {
  const field = useField({ label, name: input.name, help, error });
  return (
    <FieldFrame id={field.id} help={help} error={field.error} className={className}>
      <span className="check">
        <input type="checkbox" {...input} id={field.id} {...field.aria} />
        <label htmlFor={field.id}>{label}</label>
      </span>
    </FieldFrame>
  );
}
