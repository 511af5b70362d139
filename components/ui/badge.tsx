import type { ReactNode } from "react";

export type Tone = "plain" | "good" | "warn" | "bad" | "info";

/** One or two words about a state; the words say it, the colour only helps. */
export function Badge({
  children,
  tone = "plain",
  area,
  title,
}: {
  children: ReactNode;
  tone?: Tone;
  area?: string;
  title?: string;
}) {
  return (
    <span className="badge" data-tone={tone} data-area={area} title={title}>
      {children}
    </span>
  );
}
