import type { ReactNode } from "react";

/** A moment or a day as the person writes it, with the exact one behind it. */
export function Time({ iso, children, title }: { iso: string; children: ReactNode; title?: string }) {
  return (
    <time dateTime={iso} title={title}>
      {children}
    </time>
  );
}
