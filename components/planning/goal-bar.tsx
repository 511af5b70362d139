type Props = {
  /** How far, 0 to 1 and beyond. */
  share: number;
  /** How far a steady pace would be, 0 to 1; null where there is none. */
  expected: number | null;
  /** "612 of 1,000 km" */
  text: string;
};

const percent = (share: number) => `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`;

/** How far a goal is, and a mark where a steady pace would be. The words beside it say the same. */
export function GoalBar({ share, expected, text }: Props) {
  return (
    <div className="goal-bar" role="img" aria-label={text}>
      <span className="goal-fill" style={{ width: percent(share) }} />
      {expected === null ? null : <span className="goal-pace" style={{ left: percent(expected) }} />}
    </div>
  );
}
