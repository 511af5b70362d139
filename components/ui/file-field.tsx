"use client";
import { type InputHTMLAttributes, use, useId, useState } from "react";
import { FieldFrame, type FieldWords, wiring } from "./field-frame";
import { FormContext } from "./form-context";
import { Icon } from "./icons";

type Props = FieldWords &
  Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "type"> & {
    name: string;
    /** A whole folder instead of files. */
    directory?: boolean;
    /** What the empty area says. */
    prompt?: string;
  };

/** A large area to drop files on. It is the browser's own file input, so it works with keys and without scripts. */
export function FileField({
  label,
  help,
  error,
  hideLabel,
  className,
  directory,
  prompt = "Drop files here, or choose them",
  ...input
}: Props) {
  const id = useId();
  const { result } = use(FormContext);
  const [chosen, setChosen] = useState("");
  const shownError = error ?? result.errors?.[input.name];
  return (
    <FieldFrame id={id} label={label} help={help} error={shownError} hideLabel={hideLabel} className={className}>
      <div className="drop">
        <Icon name="tray" size={20} />
        <span aria-live="polite">{chosen || prompt}</span>
        <input
          {...input}
          {...(directory ? { webkitdirectory: "" } : {})}
          id={id}
          type="file"
          {...wiring(id, help, shownError)}
          onChange={(event) => {
            setChosen(describe(event.currentTarget.files));
            input.onChange?.(event);
          }}
        />
      </div>
    </FieldFrame>
  );
}

function describe(files: FileList | null): string {
  if (!files?.length) return "";
  const bytes = Array.from(files).reduce((sum, file) => sum + file.size, 0);
  const size = bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  return files.length === 1 ? `${files[0]?.name} · ${size}` : `${files.length} files · ${size}`;
}
