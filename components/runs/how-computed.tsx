import type { ReactNode } from "react";

/** Figures with the words behind them: what each is and how it is computed, one click away. */
export function HowComputed({ figures, children }: { figures: { label: string; how: string }[]; children: ReactNode }) {
  return (
    <>
      {children}
      <div className="chart-foot">
        <details>
          <summary>How computed</summary>
          <dl className="chart-how grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_1fr]">
            {figures.map(({ label, how }) => (
              <div key={label} className="contents">
                <dt className="font-semibold">{label}</dt>
                <dd>{how}</dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
    </>
  );
}
