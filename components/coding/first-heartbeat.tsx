"use client";
import { useEffect, useState } from "react";
import { Notice } from "@/components/ui/notice";

/** What the latest sign of life says; null while there is none. */
export type LatestHeartbeat = { id: string; arrived: string; title: string; words: string } | null;

const LOOK_MS = 2_000;

/**
 * Waits for an editor's first sign of life and says it when it is there, without the page being loaded again. `fresh`: it arrived
 * while this was being looked at.
 */
export function FirstHeartbeat({ latest: first, address }: { latest: LatestHeartbeat; address: string }) {
  const [latest, setLatest] = useState(first);
  const fresh = latest !== null && latest.id !== first?.id;

  useEffect(() => {
    let stopped = false;
    const look = async () => {
      if (document.visibilityState !== "visible") return;
      try {
        const answer = await fetch(address, { headers: { accept: "application/json" } });
        if (!answer.ok || stopped) return;
        const { latest: found }: { latest: LatestHeartbeat } = await answer.json();
        if (!stopped) setLatest((before) => (found && found.words !== before?.words ? found : before));
      } catch {
        // The network is away for a moment; the next look tells.
      }
    };
    const timer = setInterval(look, LOOK_MS);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [address]);

  return (
    <div role="status" aria-label="Latest heartbeat">
      {latest ? (
        <Notice tone="good" title={fresh ? `It works: ${latest.title}` : latest.title}>
          <p>{latest.words}</p>
        </Notice>
      ) : (
        <div className="waiting">
          <span aria-hidden="true" />
          <p>
            <b className="font-semibold">Waiting for the first heartbeat…</b> Open a file in your editor and type or save; it
            shows here within a minute or two, while this page stays open.
          </p>
        </div>
      )}
    </div>
  );
}
