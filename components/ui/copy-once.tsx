"use client";
import { useState } from "react";
import { Button } from "./button";

/** A secret that is shown this one time, as text that can be read, selected and copied. */
export function CopyOnce({ label, secret, note }: { label: string; secret: string; note?: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <div className="copy-once">
      <p className="field-label">{label}</p>
      <div className="copy-once-row">
        <code>{secret}</code>
        <Button
          icon={copied ? "check" : "copy"}
          onClick={() => {
            navigator.clipboard.writeText(secret).then(
              () => setCopied(true),
              () => setCopied(false),
            );
          }}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
      </div>
      <p className="field-help" aria-live="polite">
        {copied === false ? "The browser did not allow copying. Select the text and copy it yourself. " : null}
        {note ?? "It is shown only now. Keep it where you keep passwords."}
      </p>
    </div>
  );
}
