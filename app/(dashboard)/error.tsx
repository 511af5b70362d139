"use client";
import { PageHead } from "@/components/ui/page-head";
import { Trouble } from "@/components/ui/trouble";

/** A page that failed, inside the frame. The digest stands in the log beside the request id. */
export default function DashboardError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <>
      <PageHead title="This page could not be shown" />
      <Trouble reference={error.digest} retry={reset} />
    </>
  );
}
