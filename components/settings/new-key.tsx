"use client";
import { use } from "react";
import { CopyOnce } from "@/components/ui/copy-once";
import { FormContext } from "@/components/ui/form-context";

/** The key that the surrounding form has just made, this one time. */
export function NewKey() {
  const { result } = use(FormContext);
  if (!result.secret) return null;
  return (
    <CopyOnce label="Your new API key" secret={result.secret} note="It is shown only now. Keep it where you keep passwords." />
  );
}
