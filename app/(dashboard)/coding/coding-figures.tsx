import { Figure, Figures } from "@/components/ui/figure";
import { type Format, formatNumber } from "@/domain/units";
import { pastDayText } from "../_view/dates";
import { change, counted } from "../_view/words";
import { codingStreaks, type DayTime, lengthOf, sumDays } from "./coding-sums";
import { daysText } from "./days-chart";
import { dayHref } from "./dimension-words";
import type { WorkTime } from "./load-coding";
import { type Days, daysBefore, type RangeName } from "./ranges";
import { shareText, timeShown, timeText } from "./time-text";

type Props = {
  days: readonly DayTime[];
  range: Days;
  name: RangeName | undefined;
  today: string;
  work: WorkTime;
  /** An address with some parameters changed, everything else kept. */
  href: (changes: Record<string, string | null>) => string;
  daysListHref: string;
  format: Format;
};

/** The range in figures: total against the time before, average, best day, streak, by hand and by agents. */
export function CodingFigures({ days, range, name, today, work, href, daysListHref, format }: Props) {
  const now = sumDays(days, range);
  const before = daysBefore(range);
  // What was before the first day of all is not known, so nothing is compared with it.
  const then = name === "all" || (days[0]?.date ?? today) > before.from ? null : sumDays(days, before);
  const length = lengthOf(range, days[0]?.date);
  const { current, longest } = codingStreaks(days, today);
  const streakHref = (from: string, to: string) => href({ range: null, from, to });

  return (
    <Figures label="Coding">
      <Figure
        label="Total"
        {...timeShown(now.us, format)}
        href={daysListHref}
        // A day that is not over has no share of a whole one.
        delta={then && name !== "today" ? change(now.us, then.us, format) : undefined}
        range={then ? `${timeText(then.us, format)} ${beforeText(name, before, format)}` : undefined}
        size="big"
      />
      {length > 1 ? (
        <Figure
          label="Daily average"
          {...timeShown(now.days > 0 ? now.us / now.days : 0, format)}
          href={daysListHref}
          range={`on ${formatNumber(now.days, format.locale)} of ${counted(length, "day", format)}`}
          size="big"
        />
      ) : null}
      {length > 1 && now.best ? (
        <Figure
          label="Best day"
          {...timeShown(now.best.us, format)}
          href={dayHref(now.best.date)}
          range={pastDayText(now.best.date, today, format.locale)}
          size="big"
        />
      ) : null}
      <Figure
        label="Streak"
        value={formatNumber(current?.days ?? 0, format.locale)}
        unit={current?.days === 1 ? "day" : "days"}
        href={current ? streakHref(current.from, current.to) : undefined}
        range={
          longest && longest.days > (current?.days ?? 0)
            ? `longest ${counted(longest.days, "day", format)}`
            : "the longest so far"
        }
        size="big"
      />
      {work.agent > 0 ? (
        <>
          <Figure
            label="By hand"
            {...timeShown(work.hand, format)}
            href={href({ work: "hand" })}
            range={shareText(work.hand, work.hand + work.agent, format)}
            size="big"
          />
          <Figure
            label="By AI agents"
            {...timeShown(work.agent, format)}
            href={href({ work: "agent" })}
            range={shareText(work.agent, work.hand + work.agent, format)}
            size="big"
          />
        </>
      ) : null}
    </Figures>
  );
}

/** What the time before is called. */
function beforeText(name: RangeName | undefined, before: Days, format: Format): string {
  if (name === "today") return "yesterday";
  const words = { "7d": "the 7 days before", "30d": "the 30 days before", "12m": "the 12 months before" };
  return name && name in words ? words[name as keyof typeof words] : daysText(before, format.locale);
}
