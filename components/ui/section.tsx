"use client";
import type { ReactNode } from "react";

type Props = { title?: ReactNode; id?: string; aside?: ReactNode; level?: 2 | 3; area?: string; children: ReactNode };

/** A part of a page under a hairline. */
export function Section({ title, id, aside, level = 2, area, children }: Props) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className="section" id={id} data-area={area}>
      {title || aside ? (
        <div className="section-head">
          {title ? <Heading>{title}</Heading> : null}
          {aside ? <div className="section-aside">{aside}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}
