import type { Column, RowCells } from "@/components/table/types";
import type { ShoePace } from "@/db/shoes";
import { type Format, formatDistance, formatNumber, formatPace } from "@/domain/units";

/** Shoes by pace, the fastest first; the pace of a shoe is all its time over all its distance. */
export function paceTable(
  paces: readonly (ShoePace & { shoeId: string })[],
  shoes: readonly { id: string; name: string }[],
  format: Format,
): { columns: Column[]; rows: RowCells[] } {
  const names = new Map(shoes.map((shoe) => [shoe.id, shoe.name]));
  const end = { align: "end" } as const;
  const columns: Column[] = [
    { key: "shoe", label: "Shoe" },
    { key: "pace", label: "Pace", unit: `/${format.units}`, ...end, phone: "side" },
    { key: "heartRate", label: "Heart rate", unit: "bpm", ...end },
    { key: "runs", label: "Runs", ...end, phone: "hide" },
    { key: "distance", label: "Distance", unit: format.units, ...end },
  ];
  const fastest = [...paces].sort((a, b) => a.durationS / a.distanceM - b.durationS / b.distanceM);
  const rows = fastest.map(
    (pace): RowCells => [
      pace.shoeId,
      names.get(pace.shoeId) ?? pace.shoeId,
      formatPace(pace.distanceM / pace.durationS, format).value,
      pace.averageHeartRateBpm === null ? null : formatNumber(pace.averageHeartRateBpm, format.locale),
      formatNumber(pace.runs, format.locale),
      formatDistance(pace.distanceM, format, 1).value,
    ],
  );
  return { columns, rows };
}
