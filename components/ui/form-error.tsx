"use client";
import { use } from "react";
import { FormContext } from "./form-context";
import { Icon } from "./icons";

/** The sentence about the form as a whole; the fields carry their own. */
export function FormError({ message }: { message?: string }) {
  const { result } = use(FormContext);
  const words = message ?? (result.ok === false ? result.message : undefined);
  return (
    <div role="alert" className="contents">
      {words ? (
        <p className="form-error">
          <Icon name="warning" />
          <span>{words}</span>
        </p>
      ) : null}
    </div>
  );
}
