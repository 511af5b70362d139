import type { Column, RowCells } from "@/components/table/types";
import type { Lap } from "@/domain/activity";
import type { Split } from "@/domain/splits";
import { type Format, formatDistance, formatDuration, formatElevation, formatNumber, formatPace } from "@/domain/units";
import { distanceName, recordsHref } from "../../_view/distances";
import { formatDistanceAs, formatSpeedAs, type SpeedKind } from "../../_view/sports";

type Table = { columns: Column[]; rows: RowCells[] };

const bpm = (value: number | null, { locale }: Format) => (value === null ? null : formatNumber(value, locale));
const speed = (metres: number | null, seconds: number | null) => (metres && seconds ? metres / seconds : null);

/** Columns in which no row has a value are left out. */
function trimmed({ columns, rows }: Table): Table {
  const kept = columns.flatMap((_, index) =>
    index === 0 || rows.some((row) => (row[index + 1] ?? null) !== null) ? [index] : [],
  );
  return {
    columns: kept.flatMap((index) => columns[index] ?? []),
    rows: rows.map((row) => [row[0], ...kept.map((index) => row[index + 1] ?? null)]),
  };
}

/** Splits per kilometre or mile, in timer time. */
export function splitTable(splits: readonly Split[], format: Format): Table {
  const { units, locale } = format;
  const whole = splits[0]?.distanceM ?? 0;
  const end = { align: "end" } as const;
  const columns: Column[] = [
    { key: "split", label: units === "km" ? "Km" : "Mile", counts: units, ...end },
    { key: "duration", label: "Duration", ...end },
    { key: "pace", label: "Pace", unit: `/${units}`, ...end, phone: "side" },
    { key: "flat", label: "On the flat", unit: `/${units}`, counts: "flat", ...end },
    { key: "heartRate", label: "Heart rate", unit: "bpm", ...end },
    { key: "up", label: "Up", unit: formatElevation(0, format).unit, counts: "up", ...end },
    { key: "down", label: "Down", unit: formatElevation(0, format).unit, counts: "down", ...end },
  ];
  const rows = splits.map(
    (split): RowCells => [
      String(split.index),
      split.distanceM < whole - 1
        ? formatDistance(split.index * whole + split.distanceM, format).value
        : formatNumber(split.index + 1, locale),
      formatDuration(split.timerS).value,
      formatPace(speed(split.distanceM, split.timerS), format).value,
      split.gradeAdjustedSpeedMps === null ? null : formatPace(split.gradeAdjustedSpeedMps, format).value,
      bpm(split.averageHeartRateBpm, format),
      split.elevationGainM === null ? null : formatElevation(split.elevationGainM, format).value,
      split.elevationLossM === null ? null : formatElevation(split.elevationLossM, format).value,
    ],
  );
  return trimmed({ columns, rows });
}

/** Whether laps are only what the device wrote after every kilometre or mile: the splits say the same. The last one may be shorter. */
export function areSplits(laps: readonly Lap[], lengthM: number): boolean {
  return laps.slice(0, -1).every(({ distanceM }) => distanceM !== null && Math.abs(distanceM - lengthM) < lengthM * 0.02);
}

/** Laps as the device wrote them, with pace for runners and swimmers and speed for the rest. */
export function lapTable(laps: readonly Lap[], format: Format, kind: SpeedKind = "run"): Table {
  const end = { align: "end" } as const;
  const columns: Column[] = [
    { key: "lap", label: "Lap", ...end },
    { key: "distance", label: "Distance", unit: formatDistanceAs(kind, 0, format).unit, ...end, phone: "side" },
    { key: "duration", label: "Duration", ...end },
    {
      key: kind === "ride" ? "speed" : "pace",
      label: kind === "ride" ? "Speed" : "Pace",
      unit: formatSpeedAs(kind, null, format).unit.replace("min/", "/"),
      ...end,
    },
    { key: "heartRate", label: "Heart rate", unit: "bpm", ...end },
    { key: "power", label: "Power", unit: "W", ...end },
  ];
  const rows = laps.map((lap, index): RowCells => {
    const seconds = lap.timerS ?? lap.elapsedS;
    const mps = speed(lap.distanceM, seconds);
    return [
      String(index),
      formatNumber(index + 1, format.locale),
      lap.distanceM === null ? null : formatDistanceAs(kind, lap.distanceM, format).value,
      seconds === null ? null : formatDuration(seconds).value,
      mps === null ? null : formatSpeedAs(kind, mps, format).value,
      bpm(lap.averageHeartRateBpm, format),
      bpm(lap.averagePowerW, format),
    ];
  });
  return trimmed({ columns, rows });
}

type Effort = { distanceM: number; durationS: number; startOffsetS: number; rank: number; of: number };

/** Best efforts of a run, with their place among all runs. */
export function effortTable(efforts: readonly Effort[], format: Format): Table {
  const end = { align: "end" } as const;
  const columns: Column[] = [
    { key: "distance", label: "Distance", kind: "link" },
    { key: "duration", label: "Duration", ...end, phone: "side" },
    { key: "pace", label: "Pace", unit: `/${format.units}`, ...end },
    { key: "rank", label: "Place", kind: "badge" },
  ];
  const rows = efforts.map(
    (effort): RowCells => [
      String(effort.distanceM),
      [distanceName(effort.distanceM), recordsHref(effort.distanceM)],
      formatDuration(effort.durationS).value,
      formatPace(effort.distanceM / effort.durationS, format).value,
      effort.rank === 1
        ? ["Personal best", "good"]
        : [`${formatNumber(effort.rank, format.locale)} of ${formatNumber(effort.of, format.locale)}`, "plain"],
    ],
  );
  return { columns, rows };
}
