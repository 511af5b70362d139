"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useCallback } from "react";

/** Soft navigation to an address that was checked where it was made and not by its type. */
export function useGo(): (href: string, keepScroll?: boolean) => void {
  const router = useRouter();
  return useCallback(
    (href, keepScroll = false) => {
      forgetRequest();
      router.push(href as Route, { scroll: !keepScroll });
    },
    [router],
  );
}

/** The document's request id names the request that brought the document; what is fetched from now on has one of its own. */
function forgetRequest(): void {
  delete document.documentElement.dataset["request"];
}
