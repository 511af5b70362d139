import type { SetKind, StrengthExercise } from "@/domain/strength";
import type { Format } from "@/domain/units";
import { setText } from "./set-text";

const KINDS: Record<SetKind, string> = { normal: "", warmup: " (warm-up)", dropset: " (drop set)", failure: " (to failure)" };

/** An exercise in a line, set by set: "40 kg × 10 (warm-up); 80 kg × 5 at RPE 8 · slow". */
export function exerciseText({ sets, notes }: StrengthExercise, format: Format): string {
  const texts = sets.map((set) => `${setText(set, format)}${set.rpe === null ? "" : ` at RPE ${set.rpe}`}${KINDS[set.kind]}`);
  return [texts.join("; "), notes].filter(Boolean).join(" · ") || "no sets";
}
