"use client";
import { use } from "react";
import { FormContext } from "./form-context";

/** The version that the person has seen: after a conflict it is the one they have just been shown. */
export function VersionField({ version, name = "version" }: { version: number; name?: string }) {
  const { result } = use(FormContext);
  return <input type="hidden" name={name} value={result.values?.[name] ?? version} />;
}
