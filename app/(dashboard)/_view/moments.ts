import type { Visitor } from "@/db/accounts";
import { localDate } from "@/domain/time-zones";
import { formatDate, formatTime } from "@/domain/units";

/** An instant as day and clock time in the person's zone and format: "21 Nov 2026, 14:05". */
export function momentText(at: Date, { timeZone, numberFormat }: Pick<Visitor, "timeZone" | "numberFormat">): string {
  const text = `${formatDate(localDate(at, timeZone), numberFormat)}, ${formatTime(at, numberFormat, timeZone)}`;
  // A moment is one word: it is not broken over lines.
  return text.replaceAll(" ", "\u00a0");
}
