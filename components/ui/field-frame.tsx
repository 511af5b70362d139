import type { ReactNode } from "react";
import { Icon } from "./icons";

export type FieldWords = { label: string; help?: ReactNode; error?: string; hideLabel?: boolean };

/** The ids that tie a control to its help and its error. */
export function wiring(id: string, help: ReactNode, error: string | undefined) {
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return { "aria-describedby": described || undefined, "aria-invalid": error ? (true as const) : undefined };
}

type Props = Partial<FieldWords> & { id: string; className?: string; children: ReactNode };

/** Label above, help below, error beside. */
export function FieldFrame({ id, label, help, error, hideLabel, className, children }: Props) {
  return (
    <div className={className ? `field ${className}` : "field"}>
      <div className="field-grid">
        {label ? (
          <label htmlFor={id} className={hideLabel ? "sr-only" : "field-label"}>
            {label}
          </label>
        ) : null}
        <div className="field-control">{children}</div>
        {error ? (
          <p className="field-error" id={`${id}-error`}>
            <Icon name="warning" />
            <span>{error}</span>
          </p>
        ) : null}
        {help ? (
          <div className="field-help" id={`${id}-help`}>
            {help}
          </div>
        ) : null}
      </div>
    </div>
  );
}
