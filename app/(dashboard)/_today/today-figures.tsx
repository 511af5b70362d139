import { Figure, Figures } from "@/components/ui/figure";
import { currentStreak } from "@/domain/streaks";
import { type Format, formatDistance, formatNumber } from "@/domain/units";
import { dayText } from "../_view/dates";
import { change, counted, hoursText, joined } from "../_view/words";
import type { LoadedToday } from "./load-today";
import { type Sum, todaySums } from "./sums";

/** Running in figures: this week against last, month, year, constancy. Each leads to its runs. */
export function TodayFigures({ loaded, today, format }: { loaded: LoadedToday; today: string; format: Format }) {
  const { days, told } = loaded;
  const { week, weekBefore, month, year } = todaySums(days, today);
  const { eddington: number, lastStreak } = told;
  const current = currentStreak(lastStreak, today);
  const weekday = dayText(today, format.locale, "weekday-short");
  const by = `last week by ${weekday}`;
  const rows = ({ from, to }: Sum) => `/runs?from=${from}&to=${to}`;
  const whole = (value: number) => formatNumber(value, format.locale);

  return (
    <div className="today-figures">
      <Figures label="Running">
        <Figure
          label="This week"
          {...formatDistance(week.distanceM, format, 1)}
          href={rows(week)}
          delta={change(week.distanceM, weekBefore.distanceM, format)}
          range={`${joined(formatDistance(weekBefore.distanceM, format, 1))} ${by}`}
          size="big"
        />
        <Figure label="Runs" value={whole(week.runs)} href={rows(week)} range={`${whole(weekBefore.runs)} ${by}`} size="big" />
        <Figure
          label="Time"
          {...hoursText(week.durationS, format)}
          href={rows(week)}
          range={`${joined(hoursText(weekBefore.durationS, format))} ${by}`}
          size="big"
        />
        <Figure
          label={dayText(today, format.locale, "month-long")}
          {...formatDistance(month.distanceM, format, 0)}
          href={rows(month)}
          range={counted(month.runs, "run", format)}
          size="big"
        />
        <Figure
          label={today.slice(0, 4)}
          {...formatDistance(year.distanceM, format, 0)}
          href={rows(year)}
          range={counted(year.runs, "run", format)}
          size="big"
        />
        <Figure
          label="Streak"
          value={whole(current?.days ?? 0)}
          unit={current?.days === 1 ? "day" : "days"}
          href={current ? `/runs?from=${current.from}&to=${current.to}` : "/runs/records"}
          range="of a mile or more"
          size="big"
        />
        <Figure
          label="Eddington"
          value={whole(number.number)}
          href="/runs/records"
          range={`${whole(number.daysForNext)} more days to ${number.number + 1}`}
          size="big"
        />
      </Figures>
    </div>
  );
}
