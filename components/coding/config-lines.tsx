"use client";
import { use, useState } from "react";
import { Button } from "@/components/ui/button";
import { FormContext } from "@/components/ui/form-context";

/** The lines of `~/.wakatime.cfg`, with the key that the surrounding form has just made, this one time. */
export function ConfigLines({ apiUrl }: { apiUrl: string }) {
  const { result } = use(FormContext);
  const [copied, setCopied] = useState<boolean | null>(null);
  const key = result.secret;
  const lines = `[settings]\napi_url = ${apiUrl}\napi_key = ${key ?? "the key that you make here"}`;
  const copy = () => {
    navigator.clipboard.writeText(`${lines}\n`).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="config-lines">
      <p className="field-label">{key ? "Your lines for ~/.wakatime.cfg" : "Lines for ~/.wakatime.cfg"}</p>
      <pre>{lines}</pre>
      {key ? (
        <p>
          <Button icon={copied ? "check" : "copy"} onClick={copy}>
            {copied ? "Copied" : "Copy lines"}
          </Button>
        </p>
      ) : null}
      <details className="my-1 text-12 text-soft">
        <summary>Send to WakaTime as well</summary>
        <p className="my-1 max-w-text">
          Leave the file as it is for WakaTime and add these lines instead; wakatime-cli from 2.0 on then tells both. No day
          counts twice: the rules below say whose counts.
        </p>
        <pre>{`[api_urls]\n.* = ${apiUrl}|${key ?? "the key that you make here"}`}</pre>
      </details>
      <p className="field-help" aria-live="polite">
        {copied === false ? "The browser did not allow copying. Select the lines and copy them yourself. " : null}
        {key
          ? "The key is shown only now. If you lose it, make another one."
          : "On Windows the file is %USERPROFILE%\\.wakatime.cfg. Replace these lines where it has them already."}
      </p>
    </div>
  );
}
