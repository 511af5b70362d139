import { TrackShape } from "@/components/charts/track-shape";
import { Badge } from "@/components/ui/badge";
import { Figure, Figures } from "@/components/ui/figure";
import { Section } from "@/components/ui/section";
import type { Visitor } from "@/db/accounts";
import { type Format, formatDistance, formatDuration, formatNumber, formatPace, formatTime } from "@/domain/units";
import { pastDayText } from "../_view/dates";
import { momentText } from "../_view/field-text";
import { formatDistanceAs, formatSpeedAs, speedKindOf } from "../_view/sports";
import { counted, hoursText, joined } from "../_view/words";
import { filesText } from "../import/import-words";
import { wearOf } from "../shoes/wear";
import type { LoadedToday } from "./load-today";
import { shapeOf } from "./way";

type Props = { loaded: LoadedToday; today: string; format: Format; visitor: Visitor };

/** The last run: its shape, its figures. */
export function LastRun({ loaded: { run, way }, today, format, visitor }: Props) {
  if (!run) return null;
  const shape = shapeOf(way);
  const { locale } = format;
  return (
    <Section title="Last run" area="runs" aside={<a href="/runs">All runs</a>}>
      <div className="flex gap-4">
        {shape ? <TrackShape points={shape} label={`Way of ${run.name}`} size={96} area="runs" /> : null}
        <div className="grow">
          <p className="text-16 font-semibold">
            <a href={`/runs/${encodeURIComponent(run.id)}`}>{run.name}</a>
          </p>
          <p className="pb-2 text-soft">
            {pastDayText(run.localDate, today, locale)}, {formatTime(run.startAt, visitor.numberFormat, run.timeZone)}
          </p>
          <Figures>
            <Figure label="Distance" {...formatDistance(run.distanceM, format)} />
            <Figure label="Duration" {...formatDuration(run.durationS)} />
            {run.distanceM > 0 && run.durationS > 0 ? (
              <Figure label="Pace" {...formatPace(run.distanceM / run.durationS, format)} />
            ) : null}
            {run.averageHeartRateBpm === null ? null : (
              <Figure label="Heart rate" value={formatNumber(run.averageHeartRateBpm, locale)} unit="bpm" />
            )}
          </Figures>
        </div>
      </div>
    </Section>
  );
}

/** The last ride or other activity, and what this week holds of them. */
export function LastRide({ loaded: { ride, rides }, today, format }: Props) {
  if (!ride) return null;
  const { locale } = format;
  const kind = speedKindOf(ride.sport);
  return (
    <Section title="Last ride" area="rides" aside={<a href="/rides">All rides</a>}>
      <p className="text-16 font-semibold">
        <a href={`/rides/${encodeURIComponent(ride.id)}`}>{ride.title}</a>
      </p>
      <p className="pb-2 text-soft">{pastDayText(ride.localDate, today, locale)}</p>
      <Figures>
        {ride.distanceM ? <Figure label="Distance" {...formatDistanceAs(kind, ride.distanceM, format, 1)} /> : null}
        <Figure label="Duration" {...formatDuration(ride.durationS)} />
        {ride.distanceM && ride.durationS > 0 ? (
          <Figure label={kind === "ride" ? "Speed" : "Pace"} {...formatSpeedAs(kind, ride.distanceM / ride.durationS, format)} />
        ) : null}
        {ride.averagePowerW === null ? null : <Figure label="Power" value={formatNumber(ride.averagePowerW, locale)} unit="W" />}
      </Figures>
      <p className="pt-3 text-soft">
        This week {counted(rides.workouts, "activity", format, "activities")}
        {rides.workouts > 0
          ? `, ${joined(formatDistance(rides.distanceM, format, 0))} in ${joined(hoursText(rides.durationS, format))}`
          : ""}
        .
      </p>
    </Section>
  );
}

/** Shoes at or near their limit. */
export function WornShoes({ loaded: { shoes }, format }: Props) {
  if (shoes.length === 0) return null;
  return (
    <Section title="Shoes" area="runs" aside={<a href="/shoes">All shoes</a>}>
      <ul className="grid gap-2">
        {shoes.map((shoe) => {
          const wear = wearOf(shoe, format);
          return (
            <li key={shoe.id} className="flex flex-wrap items-baseline gap-x-2">
              <a href={`/shoes/${shoe.id}`}>{shoe.name}</a>
              {wear.badge ? <Badge tone={wear.badge.tone}>{wear.badge.text}</Badge> : null}
              <span className="text-12 text-soft">{wear.text}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

const STATES = { queued: "waiting", running: "running", done: "done", failed: "failed", undone: "undone" } as const;

/** The latest imports with how they went. */
export function RecentImports({ loaded: { imports }, format, visitor }: Props) {
  if (imports.length === 0) return null;
  return (
    <Section title="Imports" aside={<a href="/import">Import</a>}>
      <ul className="grid gap-2">
        {imports.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline gap-x-2">
            <a className="wrap-anywhere" href={`/import/${one.id}`}>
              {filesText(one.files)}
            </a>
            <Badge tone={one.state === "failed" ? "bad" : "plain"}>{STATES[one.state]}</Badge>
            <span className="text-12 text-soft">
              {momentText(one.createdAt, { locale: format.locale, timeZone: visitor.timeZone })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
