import type { Column, RowCells } from "@/components/table/types";
import type { ExerciseUse } from "@/db/strength-records";
import { type Format, formatDate, formatNumber } from "@/domain/units";
import { formatVolume, formatWeight, weightUnit } from "@/domain/weights";

/** Exercises with their records. */
export function exerciseTable(exercises: readonly ExerciseUse[], format: Format): { columns: Column[]; rows: RowCells[] } {
  const unit = weightUnit(format.units);
  const end = { align: "end" } as const;
  const weight = (kg: number | null) => (kg === null || kg === 0 ? null : formatWeight(kg, format).value);
  return {
    columns: [
      { key: "title", label: "Exercise", phone: "main" },
      { key: "sessions", label: "Sessions", counts: "sessions", ...end },
      { key: "weight", label: "Heaviest", unit, ...end, phone: "hide" },
      { key: "oneRepMax", label: "Estimated maximum", unit, ...end, phone: "side" },
      { key: "reps", label: "Most repetitions", counts: "reps", ...end, phone: "hide" },
      { key: "volume", label: "Volume", unit, ...end, phone: "hide" },
      { key: "last", label: "Last", kind: "muted" },
    ],
    rows: exercises.map((one) => [
      one.id,
      one.title,
      formatNumber(one.sessions, format.locale),
      weight(one.weightKg),
      one.oneRepMaxKg === null ? null : formatWeight(Math.round(one.oneRepMaxKg * 2) / 2, format).value,
      one.reps ? formatNumber(one.reps, format.locale) : null,
      one.volumeKg > 0 ? formatVolume(one.volumeKg, format).value : null,
      formatDate(one.lastDate, format.locale),
    ]),
  };
}
