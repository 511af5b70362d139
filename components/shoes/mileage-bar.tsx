type Props = {
  /** Of the limit, 0 to 1 and beyond. */
  share: number;
  warning: "worn" | "soon" | null;
  /** "412.3 of 800 km" */
  text: string;
};

/** How much of its life a shoe has run; the words beside it say the same. */
export function MileageBar({ share, warning, text }: Props) {
  const colour = warning === "worn" ? "bg-bad" : warning === "soon" ? "bg-warn" : "bg-hue";
  return (
    <div className="h-1 w-full bg-line" role="img" aria-label={text}>
      <div className={`h-full ${colour}`} style={{ width: `${Math.round(Math.min(1, share) * 1000) / 10}%` }} />
    </div>
  );
}
