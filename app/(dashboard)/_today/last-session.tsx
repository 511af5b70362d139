import { Figure, Figures } from "@/components/ui/figure";
import { Section } from "@/components/ui/section";
import { addDays } from "@/domain/time-zones";
import { type Format, formatNumber } from "@/domain/units";
import { weekStart } from "@/domain/weeks";
import { formatVolume } from "@/domain/weights";
import { dayText } from "../_view/dates";
import { counted, hoursText, joined } from "../_view/words";
import type { LoadedToday } from "./load-today";

type Props = { loaded: LoadedToday; format: Format; today: string };

/** The last strength session, and what this week holds of them. */
export function LastSession({ loaded: { session, sessions }, format, today }: Props) {
  if (!session) return null;
  const { locale } = format;
  const monday = weekStart(today);
  return (
    <Section title="Last strength session" area="strength" aside={<a href="/strength">All sessions</a>}>
      <p className="text-16 font-semibold">
        <a href={`/strength/${encodeURIComponent(session.id)}`}>{session.title}</a>
      </p>
      <p className="pb-2 text-soft">{dayText(session.localDate, locale, "weekday")}</p>
      <Figures>
        {session.volumeKg > 0 ? <Figure label="Volume" {...formatVolume(session.volumeKg, format)} /> : null}
        <Figure label="Sets" value={formatNumber(session.setCount, locale)} />
        {session.durationS > 0 ? <Figure label="Time" {...hoursText(session.durationS, format)} /> : null}
      </Figures>
      <p className="pt-3 text-soft">
        This week{" "}
        <a href={`/strength?from=${monday}&to=${addDays(monday, 6)}`}>{counted(sessions.workouts, "session", format)}</a>
        {sessions.volumeKg > 0 ? `, ${joined(formatVolume(sessions.volumeKg, format))}` : ""}.
      </p>
    </Section>
  );
}
