"use client";
import { Button } from "./button";

type Props = {
  /** Names the log line of what went wrong on the server; absent when it went wrong in the browser. */
  reference?: string;
  retry: () => void;
};

/** What to do when a page could not be shown. */
export function Trouble({ reference, retry }: Props) {
  return (
    <div className="grid gap-4">
      <p className="max-w-text text-soft">
        Almanac failed while it made this page. Nothing of yours was changed by that. Often it works the second time; if it does
        not, the log says why{reference ? <> under the reference below</> : null}.
      </p>
      {reference ? (
        <p className="text-soft">
          Reference <code className="text-ink">{reference}</code>
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
