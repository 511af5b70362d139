import type { StrengthRow } from "@/db/strength-rows";
import { type Format, formatNumber, type Shown } from "@/domain/units";
import { formatVolume } from "@/domain/weights";
import { hoursText } from "../../_view/words";

/** The figures of a session with how each is computed. */
export function sessionFigures(session: StrengthRow, format: Format): (Shown & { label: string; how: string })[] {
  const { volumeKg, setCount, durationS, exercises } = session;
  const whole = (label: string, value: number, how: string) => ({
    label,
    value: formatNumber(value, format.locale),
    unit: "",
    how,
  });
  const volume = {
    label: "Volume",
    ...formatVolume(volumeKg, format),
    how: "Weight times repetitions, summed over all sets but warm-ups. What a machine takes off the body’s weight does not count.",
  };
  const time = { label: "Time", ...hoursText(durationS, format), how: "From start to end, rests included." };
  return [
    ...(volumeKg > 0 ? [volume] : []),
    whole("Sets", setCount, "All sets but warm-ups; drop sets and sets to failure count."),
    whole("Exercises", exercises.length, "As they were logged."),
    ...(durationS > 0 ? [time] : []),
  ];
}
