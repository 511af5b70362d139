"use client";
import type { ReactNode } from "react";

/** Figures side by side; they wrap. */
export function Figures({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <dl className="figures" aria-label={label}>
      {children}
    </dl>
  );
}

type Props = {
  label: string;
  value: string;
  unit?: string;
  /** The rows behind the number. */
  href?: string;
  range?: string;
  /** "+12 %", in words that need no colour. */
  delta?: string;
  deltaNote?: string;
  size?: "big" | "normal";
  area?: string;
};

/** One number that says what it is, its unit and its range, and leads to its rows. */
export function Figure({ label, value, unit, href, range, delta, deltaNote, size = "normal", area }: Props) {
  const amount = <Amount value={value} unit={unit} />;
  return (
    <div className="figure" data-size={size} data-area={area}>
      <dt>{label}</dt>
      <dd className="figure-value">{href ? <a href={href}>{amount}</a> : amount}</dd>
      {range || delta ? (
        <dd className="figure-note">
          {delta ? <span className="figure-delta">{delta}</span> : null}
          {delta && deltaNote ? ` ${deltaNote}` : null}
          {delta && range ? " · " : null}
          {range}
        </dd>
      ) : null}
    </div>
  );
}

/** A number and its small grey unit. */
export function Amount({ value, unit }: { value: string; unit?: string }) {
  if (!unit) return value;
  return (
    <>
      {value}
      <span className="unit">{` ${unit}`}</span>
    </>
  );
}
