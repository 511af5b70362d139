type Props = {
  label: string;
  done: number;
  /** Nothing yet known: 0. */
  total: number;
  /** "1,204 of 3,310 files · about 2 minutes" */
  text: string;
  /** Read aloud when the text changes. */
  live?: boolean;
};

/** How far a longer work is, in counts. */
export function Progress({ label, done, total, text, live }: Props) {
  return (
    <div className="progress">
      <progress aria-label={label} {...(total > 0 ? { value: Math.min(done, total), max: total } : {})} />
      <p aria-live={live ? "polite" : undefined}>{text}</p>
    </div>
  );
}
