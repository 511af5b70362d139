import "server-only";
import { ActionButton } from "@/components/ui/action-button";
import { Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import type { Visitor } from "@/db/accounts";
import { type Actor, asUser } from "@/db/client";
import { countArchived } from "@/db/coding-archive";
import type { Connection } from "@/db/connections";
import { listStats, type WakaTimeStats } from "@/db/wakatime-stats";
import { STATS_TYPES, type StatsType } from "@/domain/coding";
import { formatNumber } from "@/domain/units";
import { accountZoneOf, historyOf, isUnderWay, planStartOf, type WakaTimeHistory } from "@/domain/wakatime-history";
import { agoText } from "../../_view/ago";
import { daysWritten } from "../../_view/dates";
import { clearCache, fetchHistory } from "./wakatime-actions";

const TYPE_WORDS: Readonly<Record<StatsType, string>> = {
  today: "today",
  last_7_days: "7 days",
  last_30_days: "30 days",
  all_time: "all time",
  languages: "languages",
  projects: "projects",
};

type Props = { connection: Connection; now: Date; visitor: Visitor; actor: Actor };

/** What there is of WakaTime beside the connection: how old its statistics are, the archive of days, and the whole history. */
export async function WakaTimePart({ connection, now, visitor, actor }: Props) {
  const [stats, archive] = await asUser(actor, async (tx) => [await listStats(tx), await countArchived(tx, "wakatime")] as const);
  const history = historyOf(connection);
  const zone = accountZoneOf(connection);
  const planStart = planStartOf(connection);
  const facts = [
    { label: "Statistics", value: ageText(stats, now), note: missingText(stats) },
    {
      label: "Days kept",
      value: archive
        ? `${formatNumber(archive.days, visitor.numberFormat)}, ${daysWritten(`${archive.first} to ${archive.last}`, visitor.numberFormat)}`
        : "None yet",
      note: planStart
        ? `The plan tells no days before ${daysWritten(planStart, visitor.numberFormat)}. The whole history has them all: press the button below.`
        : undefined,
    },
    ...(zone !== null && zone !== visitor.timeZone
      ? [{ label: "Its days", value: `End at midnight in ${zone}`, note: `Yours here end at midnight in ${visitor.timeZone}.` }]
      : []),
  ];
  return (
    <>
      <Facts items={facts} prose />
      {history ? <HistoryState history={history} /> : null}
      <div className="flex flex-wrap gap-2">
        <ActionButton action={clearCache} pending="Clearing…">
          Clear cache
        </ActionButton>
        {isUnderWay(history) || connection.serverAddress !== null ? null : (
          <ActionButton action={fetchHistory} pending="Asking…">
            Fetch my whole history
          </ActionButton>
        )}
      </div>
    </>
  );
}

/** How old the statistics are; of several ages the newest and the oldest. */
function ageText(stats: readonly WakaTimeStats[], now: Date): string {
  if (stats.length === 0) return "None yet";
  const times = stats.map(({ fetchedAt }) => fetchedAt.getTime());
  const newest = agoText(new Date(Math.max(...times)), now);
  const oldest = agoText(new Date(Math.min(...times)), now);
  return newest === oldest ? `Fetched ${newest}` : `Fetched ${newest}, the oldest ${oldest}`;
}

function missingText(stats: readonly WakaTimeStats[]): string | undefined {
  const missing = STATS_TYPES.filter((type) => !stats.some((one) => one.type === type));
  if (missing.length === 0 || stats.length === 0) return undefined;
  return `Not told yet: ${missing.map((type) => TYPE_WORDS[type]).join(", ")}.`;
}

function HistoryState({ history }: { history: WakaTimeHistory }) {
  const { state, percent = 0, importId, reason } = history;
  if (state === "failed") {
    return (
      <Notice tone="warn" title="Your history could not be fetched">
        <p>{reason}</p>
      </Notice>
    );
  }
  if (state === "importing") {
    return (
      <p className="text-soft">
        Your history has arrived:{" "}
        <a className="underline" href={`/import/${importId}`}>
          see its import
        </a>
        .
      </p>
    );
  }
  const words = {
    asked: "WakaTime is being asked for a data dump",
    making: `WakaTime is making the data dump: ${Math.round(percent)} %`,
    fetching: "The data dump is being fetched",
  };
  return <Progress label="Your whole history" done={percent} total={state === "asked" ? 0 : 100} text={words[state]} live />;
}
