import { Figure, Figures } from "@/components/ui/figure";
import { type Format, formatNumber, formatTime } from "@/domain/units";
import { shareText, timeShown } from "../../time-text";
import type { LoadedDay } from "./load-day";

type Props = { loaded: LoadedDay; date: string; timeZone: string; format: Format };

/** A day in figures; each leads to what it is made of. */
export function DayFigures({ loaded: { totals, work, blocks, heartbeats }, date, timeZone, format }: Props) {
  const [first, last] = [blocks[0], blocks.at(-1)];
  const clock = (us: number) => formatTime(new Date(us / 1000), format.locale, timeZone);
  const rows = (by: string) => `/coding?from=${date}&to=${date}&work=${by}`;
  return (
    <Figures label="The day">
      <Figure label="Total" {...timeShown(totals.totalUs, format)} href={`/coding?from=${date}&to=${date}`} size="big" />
      {first && last ? (
        <Figure label="First to last" value={clock(first.startUs)} unit={`to ${clock(last.startUs + last.us)}`} size="big" />
      ) : null}
      {work.agent > 0 ? (
        <>
          <Figure
            label="By hand"
            {...timeShown(work.hand, format)}
            href={rows("hand")}
            range={shareText(work.hand, work.hand + work.agent, format)}
            size="big"
          />
          <Figure
            label="By AI agents"
            {...timeShown(work.agent, format)}
            href={rows("agent")}
            range={shareText(work.agent, work.hand + work.agent, format)}
            size="big"
          />
        </>
      ) : null}
      {heartbeats > 0 ? (
        <Figure label="Heartbeats" value={formatNumber(heartbeats, format.locale)} href="#sources" size="big" />
      ) : null}
    </Figures>
  );
}
