import type { Cell, Column, RowCells } from "@/components/table/types";
import { isWork, oneRepMax, type SetKind, type StrengthExercise, type StrengthSet, setVolume } from "@/domain/strength";
import { type Format, formatDistance, formatDuration, formatNumber } from "@/domain/units";
import { formatVolume, formatWeight, weightUnit } from "@/domain/weights";
import { setText } from "../set-text";

const KINDS: Record<SetKind, string | null> = { normal: null, warmup: null, failure: "To failure", dropset: "Drop set" };

type SetColumn = Column & { cell: (set: StrengthSet) => Cell };

/** The working sets of an exercise; measures that none of them has are left out. */
export function setTable({ title, sets }: StrengthExercise, format: Format): { columns: Column[]; rows: RowCells[] } {
  const unit = weightUnit(format.units);
  const end = { align: "end" } as const;
  const { locale } = format;
  const decimals = (value: number) => (Number.isInteger(value) ? 0 : 1);
  const measures: SetColumn[] = [
    {
      key: "weight",
      label: "Weight",
      unit,
      ...end,
      cell: ({ weightKg }) => (weightKg ? formatWeight(weightKg, format).value : null),
    },
    {
      key: "reps",
      label: "Reps",
      counts: "reps",
      ...end,
      cell: ({ reps }) => (reps === null ? null : formatNumber(reps, locale)),
    },
    {
      ...{ key: "distance", label: "Distance", unit: format.units, ...end },
      cell: ({ distanceM }) => (distanceM ? formatDistance(distanceM, format).value : null),
    },
    { key: "time", label: "Time", ...end, cell: ({ durationS }) => (durationS ? formatDuration(durationS).value : null) },
    {
      key: "rpe",
      label: "RPE",
      counts: "RPE",
      ...end,
      cell: ({ rpe }) => (rpe === null ? null : formatNumber(rpe, locale, decimals(rpe))),
    },
    { key: "volume", label: "Volume", unit, ...end, phone: "hide", cell: (set) => volumeCell(set, title, format) },
    {
      key: "oneRepMax",
      label: "Estimated maximum",
      unit,
      counts: "est. max.",
      ...end,
      phone: "side",
      cell: (set) => estimateCell(set, title, format),
    },
    { key: "kind", label: "Kind", kind: "badge", cell: ({ kind }) => (KINDS[kind] ? [KINDS[kind], "info"] : null) },
  ];
  const work = sets.filter(isWork);
  const kept = measures.filter(({ cell }) => work.some((set) => cell(set) !== null));
  const columns = kept.map(({ cell: _, ...column }, index): Column => (index === 0 ? { ...column, phone: "main" } : column));
  return {
    columns: [{ key: "set", label: "Set", phone: "hide" }, ...columns],
    rows: work.map((set, index) => [String(index), formatNumber(index + 1, locale), ...kept.map(({ cell }) => cell(set))]),
  };
}

function volumeCell(set: StrengthSet, title: string, format: Format): string | null {
  const kg = setVolume(set, title);
  return kg > 0 ? formatVolume(kg, format).value : null;
}

function estimateCell(set: StrengthSet, title: string, format: Format): string | null {
  const kg = oneRepMax(set, title);
  return kg === null ? null : formatWeight(Math.round(kg * 2) / 2, format).value;
}

/** The warm-ups of an exercise in one line: "40 kg × 10, 60 kg × 5"; null without. */
export function warmUpText({ sets }: StrengthExercise, format: Format): string | null {
  const warmUps = sets.filter((set) => !isWork(set));
  return warmUps.length > 0 ? warmUps.map((set) => setText(set, format)).join(", ") : null;
}
