"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { formatNumber } from "@/domain/units";
import { Progress } from "../ui/progress";
import { type Pace, timeLeft } from "./time-left";

type Props = {
  id: string;
  state: string;
  done: number;
  total: number | null;
  /** What is counted: `files` or `rows`. */
  noun: string;
  locale: string;
  undoing: boolean;
};

const POLL_MS = 1_000;
/** Every so many looks the results below are fetched as well. */
const REFRESH_EVERY = 4;

/** How far an import is, asked for every second; the page draws itself anew when it has ended. */
export function ImportProgress({ id, state, done, total, noun, locale, undoing }: Props) {
  const router = useRouter();
  const [now, setNow] = useState({ state, done, total });
  const [first, setFirst] = useState<Pace | null>(null);
  const [left, setLeft] = useState<string | null>(null);

  useEffect(() => {
    let looks = 0;
    let begun: Pace | null = null;
    const timer = setInterval(async () => {
      const seen = await look(id);
      if (!seen) return;
      const pace = { atMs: performance.now(), done: seen.done };
      begun ??= pace;
      setFirst(begun);
      setNow(seen);
      setLeft(seen.total ? timeLeft(begun, pace, seen.total) : null);
      if (seen.state !== "queued" && seen.state !== "running") clearInterval(timer);
      if (seen.state !== "queued" && (seen.state !== "running" || ++looks % REFRESH_EVERY === 0)) router.refresh();
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [id, router]);

  const count = (value: number) => formatNumber(value, locale);
  const words = undoing
    ? "Taking back what it brought"
    : now.total === null
      ? now.state === "queued"
        ? "Waiting for its turn"
        : "Looking through the files"
      : [`${count(now.done)} of ${count(now.total)} ${noun}`, first && left].filter(Boolean).join(" · ");
  return <Progress label="Import" done={now.done} total={now.total ?? 0} text={words} live />;
}

async function look(id: string): Promise<{ state: string; done: number; total: number | null } | null> {
  try {
    const answer = await fetch(`/api/imports/${id}?limit=1`, { headers: { accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    // Offline for a moment: the next look will tell.
    return null;
  }
}
