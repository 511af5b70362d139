import type { SessionActivity } from "@/db/session-activities";
import type { StrengthRow } from "@/db/strength-rows";
import { type Format, formatNumber, type Shown } from "@/domain/units";
import { formatVolume } from "@/domain/weights";
import { hoursText } from "../../_view/words";

type SessionFigure = Shown & { label: string; range?: string; how: string };

/** The figures of a session with how each is computed; its heart rate is that of an activity that tells of the same hour. */
export function sessionFigures(session: StrengthRow, activities: readonly SessionActivity[], format: Format): SessionFigure[] {
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
    ...heartOf(activities, format),
  ];
}

function heartOf(activities: readonly SessionActivity[], { locale }: Format): SessionFigure[] {
  const measured = activities.find(({ link, averageHeartRateBpm }) => link === "joined" && averageHeartRateBpm !== null);
  if (!measured) return [];
  const { averageHeartRateBpm, maxHeartRateBpm, title } = measured;
  return [
    {
      label: "Heart rate",
      value: formatNumber(averageHeartRateBpm, locale),
      unit: "bpm",
      range: maxHeartRateBpm === null ? undefined : `at most ${formatNumber(maxHeartRateBpm, locale)} bpm`,
      how: `Mean over the recorded seconds that have a reading, of the activity “${title}” that tells of the same hour.`,
    },
  ];
}
