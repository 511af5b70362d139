"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

const LOOK_MS = 1_500;

/** Draws the page anew while a sync is under way. */
export function LiveSync() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
