import type { ReactNode } from "react";

/** Fields side by side from 640 px. */
export function FormRow({ children }: { children: ReactNode }) {
  return <div className="form-row">{children}</div>;
}

/** The buttons under a form; the main one first. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="form-actions">{children}</div>;
}

/** Check boxes that answer one question. */
export function CheckGroup({ legend, help, children }: { legend: string; help?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="check-group">
      <legend className="field-label">{legend}</legend>
      <div className="check-list">{children}</div>
      {help ? <div className="field-help">{help}</div> : null}
    </fieldset>
  );
}
