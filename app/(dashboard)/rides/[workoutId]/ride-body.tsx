import { ActivityCharts } from "@/components/charts/activity-charts";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ZoneBars } from "@/components/charts/zone-bars";
import { TrackMap } from "@/components/map/track-map";
import { DataTable } from "@/components/table/data-table";
import { Section } from "@/components/ui/section";
import { type Format, formatDate, metresPer, swimPaceMetres } from "@/domain/units";
import { workoutValues } from "@/domain/workout-fields";
import { env } from "@/lib/env";
import { ActivitySources } from "../../_view/activity-sources";
import { courseOf } from "../../_view/course";
import { provenanceTable, toldOfWorkout } from "../../_view/provenance";
import { speedKindOf } from "../../_view/sports";
import { heartRateZonesOf } from "../../_view/zones";
import { lapTable } from "../../runs/[runId]/tables";
import { split } from "../actions";
import type { LoadedRide } from "./load-ride";
import { curveRange, powerCurveOf, powerZonesOf } from "./power-views";

/** Everything below the figures of a ride. */
export function RideBody({ loaded, format }: { loaded: LoadedRide; format: Format }) {
  const { ride, best, sources } = loaded;
  const words = { ...format, timeZone: ride.timeZone, shoes: new Map<string, string>(), sport: ride.sport };
  const group = `ride-${ride.id}`;
  const mps = ride.distanceM && ride.durationS > 0 ? ride.distanceM / ride.durationS : null;
  const means = {
    speed: mps === null ? null : (mps * 3600) / metresPer(format.units),
    pace: mps === null ? null : (ride.sport === "swimming" ? swimPaceMetres : metresPer)(format.units) / mps,
    heartRate: ride.averageHeartRateBpm,
    cadence: ride.averageCadenceRpm,
    power: ride.averagePowerW,
  };
  const kind = speedKindOf(ride.sport);
  const course = best ? courseOf(best.track, kind, means, format) : null;
  const laps = sources.find((source) => (source.facts.laps?.length ?? 0) > 1)?.facts.laps ?? [];
  const curve = powerCurveOf(sources.find((source) => source.facts.summary?.power)?.facts.summary?.power?.bests);
  const zones = <Zones loaded={loaded} format={format} />;

  return (
    <>
      {course?.map ? (
        <div className="beside grid items-start gap-x-8 gap-y-4 pt-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,4fr)]">
          <TrackMap
            {...course.map}
            label={`Way of ${ride.title}`}
            area="rides"
            group={group}
            units={format.units}
            tileUrl={env().MAP_TILE_URL}
          />
          <div>{zones}</div>
        </div>
      ) : null}
      {course && course.channels.length > 0 ? (
        <ActivityCharts
          group={group}
          bases={course.bases}
          channels={course.channels.map((channel) => ({ ...channel, area: "rides" }))}
          how="Speed is the distance covered within ten seconds before and after each moment. Of long rides the highest and lowest reading of each stretch are drawn."
        />
      ) : null}
      {curve ? (
        <ChartFrame
          title="Best mean power by length"
          unit="W"
          range={curveRange(curve, format)}
          kind="lines"
          data={curve}
          format={{ style: "number", decimals: 0, locale: format.locale }}
          area="rides"
          how="The highest mean power over each length of consecutive seconds; seconds in pauses count as 0 W. Only lengths that the ride was long enough for are shown."
        />
      ) : null}
      <div className="grid items-start gap-x-8 grid-cols-[repeat(auto-fit,minmax(min(100%,34rem),1fr))]">
        {laps.length > 0 ? (
          <Section title="Laps">
            <DataTable label="Laps" {...lapTable(laps, format, kind)} />
          </Section>
        ) : null}
        {course?.map ? null : <div>{zones}</div>}
      </div>
      {ride.description ? (
        <Section title="Notes">
          <p className="max-w-[65ch] whitespace-pre-line">{ride.description}</p>
        </Section>
      ) : null}
      <ActivitySources
        id={ride.id}
        sources={sources}
        table={provenanceTable(toldOfWorkout(workoutValues(ride)), ride, sources, words)}
        words={words}
        split={split}
        mergeHref={`/rides/${encodeURIComponent(ride.id)}/merge`}
      />
    </>
  );
}

function Zones({ loaded: { ride, best, sources, zones }, format }: { loaded: LoadedRide; format: Format }) {
  const counts = sources.find((source) => source.facts.summary?.heartRate)?.facts.summary?.heartRate?.seconds;
  const power = best && ride.ftpW !== null ? powerZonesOf(best.track, ride.ftpW) : null;
  return (
    <>
      {power ? (
        <Section title="Power zones" aside={`threshold ${ride.ftpW} W`}>
          <ZoneBars zones={power} label="Time in power zones" area="rides" />
        </Section>
      ) : null}
      {ride.averagePowerW !== null && ride.ftpW === null ? (
        <Section title="Power zones">
          <p className="text-soft">
            No threshold power (FTP) is set for this day. Set it in your <a href="/settings/profile">profile</a>, valid from a day
            on, and intensity, training stress and zones appear here.
          </p>
        </Section>
      ) : null}
      {counts ? (
        <Section title="Heart-rate zones" aside={zones ? `valid from ${formatDate(zones.validFrom, format.locale)}` : undefined}>
          {zones ? (
            <ZoneBars zones={heartRateZonesOf(counts, zones.lowerBoundsBpm)} label="Time in heart-rate zones" area="rides" />
          ) : (
            <p className="text-soft">
              No zones are set for this day. Set them in your <a href="/settings/profile">profile</a>, valid from a day on, and
              the time in each appears here.
            </p>
          )}
        </Section>
      ) : null}
    </>
  );
}
