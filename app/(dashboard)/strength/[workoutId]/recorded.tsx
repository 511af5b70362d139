import { ActionButton } from "@/components/ui/action-button";
import { Section } from "@/components/ui/section";
import type { SessionActivity } from "@/db/session-activities";
import type { Source } from "@/domain/runs";
import { type Format, formatDuration, formatNumber, formatTime } from "@/domain/units";
import { SOURCE_NAMES } from "../../_view/sources";
import { SPORT_NAMES } from "../../_view/sports";
import { join, separate } from "../actions";

type Props = { sessionId: string; activities: readonly SessionActivity[]; format: Format };

/** What else was recorded at the time of a session, whether it counts by itself, and how to change that. */
export function Recorded({ sessionId, activities, format }: Props) {
  if (activities.length === 0) return null;
  return (
    <Section title="Recorded at the same time" area="strength">
      <ul className="grid gap-3">
        {activities.map((activity) => (
          <li key={activity.id} className="grid gap-1">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <a href={`/rides/${encodeURIComponent(activity.id)}`}>{activity.title}</a>
              <span className="text-soft">{factsOf(activity, format)}</span>
              <Choice sessionId={sessionId} activity={activity} />
            </div>
            <p className="max-w-[65ch] text-soft">{WORDS[activity.link]}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const WORDS: Record<SessionActivity["link"], string> = {
  joined: "Both tell of the same hour: it counts once, as this session, and is left out of Rides.",
  separated: "You separated the two: both count.",
  none: "It may be the same hour. Until you say so, both count.",
};

function Choice({ sessionId, activity: { id, title, link } }: { sessionId: string; activity: SessionActivity }) {
  const joined = link === "joined";
  return (
    <ActionButton
      action={joined ? separate : join}
      undo={joined ? join : separate}
      fields={{ id: sessionId, workoutId: id }}
      variant="quiet"
      pending={joined ? "Separating…" : "Joining…"}
    >
      {joined ? "Separate" : "It is this session"}
      <span className="sr-only">: {title}</span>
    </ActionButton>
  );
}

function factsOf(activity: SessionActivity, { locale }: Format): string {
  const { sport, source, startAt, timeZone, elapsedS, averageHeartRateBpm } = activity;
  const heart = averageHeartRateBpm === null ? [] : [`${formatNumber(averageHeartRateBpm, locale)} bpm`];
  const name = SOURCE_NAMES[source as Source] ?? source;
  return [`${SPORT_NAMES[sport]}, ${name}`, formatTime(startAt, locale, timeZone), formatDuration(elapsedS).value, ...heart].join(
    " · ",
  );
}
