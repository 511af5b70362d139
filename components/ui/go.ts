"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useCallback } from "react";

/** Soft navigation to an address that was checked where it was made and not by its type. */
export function useGo(): (href: string, keepScroll?: boolean) => void {
  const router = useRouter();
  return useCallback((href, keepScroll = false) => router.push(href as Route, { scroll: !keepScroll }), [router]);
}
