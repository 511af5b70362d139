"use client";
import { useSyncExternalStore } from "react";
import { Button } from "./button";

type Props = {
  /** Names the log line of what went wrong on the server; absent when it went wrong in the browser. */
  reference?: string;
  retry: () => void;
};

/** What to do when a page could not be shown. */
export function Trouble({ reference, retry }: Props) {
  const request = useRequestId();
  const named = [
    { label: "Request", value: request },
    { label: "Reference", value: reference },
  ].filter(({ value }) => value);
  return (
    <div className="grid gap-4">
      <p className="max-w-text text-soft">
        Almanac failed while it made this page. Nothing of yours was changed by that. Often it works the second time; if it does
        not, the log says why{named.length > 0 ? ": search it for what stands below" : ""}.
      </p>
      {named.length > 0 ? (
        <p className="text-soft">
          {named.map(({ label, value }) => (
            <span key={label} className="block">
              {label} <code className="text-ink">{value}</code>
            </span>
          ))}
        </p>
      ) : null}
      <p className="flex flex-wrap gap-2">
        <Button variant="main" onClick={retry}>
          Try again
        </Button>
        <a className="button plain" href="/">
          To Today
        </a>
      </p>
    </div>
  );
}

/** The id of the request that brought the document, which the root layout wrote down; none after soft navigation. */
function useRequestId(): string | undefined {
  return useSyncExternalStore(
    () => () => undefined,
    () => document.documentElement.dataset["request"],
    () => undefined,
  );
}
