import type { ReactNode } from "react";

export type Tone = "plain" | "good" | "warn" | "bad" | "info";

/** One or two words about a state; the words say it, the colour only helps. */
export function Badge({
  children,
  tone = "plain",
  area,
  shade,
  title,
}: {
  children: ReactNode;
  tone?: Tone;
  area?: string;
  /** The shade of its square, as in a calendar: 1 to 5. */
  shade?: number;
  title?: string;
}) {
  return (
    <span className={shade ? `badge heat-${shade}` : "badge"} data-tone={tone} data-area={area} title={title}>
      {children}
    </span>
  );
}
