"use client";
import { PublicShell } from "@/components/ui/shell";
import { Trouble } from "@/components/ui/trouble";

/** A page that failed before its frame was drawn. */
export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <PublicShell title="This page could not be shown">
      <Trouble reference={error.digest} retry={reset} />
    </PublicShell>
  );
}
