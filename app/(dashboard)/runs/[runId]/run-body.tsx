import { ActivityCharts } from "@/components/charts/activity-charts";
import { ZoneBars } from "@/components/charts/zone-bars";
import { TrackMap } from "@/components/map/track-map";
import { CalendarState } from "@/components/runs/calendar-state";
import { DataTable } from "@/components/table/data-table";
import { Section } from "@/components/ui/section";
import { SPLIT_LENGTHS_M, splitsOf } from "@/domain/splits";
import { type Format, formatDate, metresPer } from "@/domain/units";
import { env } from "@/lib/env";
import { ActivitySources } from "../../_view/activity-sources";
import { courseOf } from "../../_view/course";
import { provenanceTable, toldOfRun } from "../../_view/provenance";
import { heartRateZonesOf } from "../../_view/zones";
import { split } from "../actions";
import { retryEvent } from "../calendar-actions";
import { type LoadedRun, powerOfRun } from "./load-run";
import { areSplits, effortTable, lapTable, splitTable } from "./tables";

/** Everything below the figures of a run. */
export function RunBody({ loaded, format }: { loaded: LoadedRun; format: Format }) {
  const { run, best, efforts } = loaded;
  const words = { ...format, timeZone: run.timeZone, shoes: loaded.shoes };
  const group = `run-${run.id}`;
  const means = {
    pace: run.distanceM > 0 ? (run.durationS / run.distanceM) * metresPer(format.units) : null,
    heartRate: run.averageHeartRateBpm,
    cadence: run.averageCadenceSpm,
    power: powerOfRun(loaded)?.averageW ?? null,
  };
  const course = best ? courseOf(best.track, "run", means, format) : null;
  const splits = best ? splitsOf(best.track, SPLIT_LENGTHS_M[format.units]) : [];
  const written = loaded.sources.find((source) => (source.facts.laps?.length ?? 0) > 1)?.facts.laps ?? [];
  const laps = areSplits(written, SPLIT_LENGTHS_M[format.units]) ? [] : written;

  const way = course?.map ? (
    <TrackMap
      {...course.map}
      label={`Way of ${run.name}`}
      area="runs"
      group={group}
      units={format.units}
      tileUrl={env().MAP_TILE_URL}
    />
  ) : null;
  const beside = (
    <>
      {efforts.length > 0 ? (
        <Section title="Best efforts" aside={<a href="/runs/records">All records</a>}>
          <DataTable label="Best efforts" {...effortTable(efforts, format)} />
        </Section>
      ) : null}
      <HeartRateZones loaded={loaded} format={format} />
    </>
  );

  return (
    <>
      {way ? (
        <div className="beside grid items-start gap-x-8 gap-y-4 pt-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,4fr)]">
          {way}
          <div>{beside}</div>
        </div>
      ) : null}
      {course && course.channels.length > 0 ? (
        <ActivityCharts
          group={group}
          bases={course.bases}
          channels={course.channels.map((channel) => ({ ...channel, area: "runs" }))}
          how="Pace is the distance covered within ten seconds before and after each moment. Of long runs the highest and lowest reading of each stretch are drawn."
        />
      ) : null}
      <div className="grid items-start gap-x-8 grid-cols-[repeat(auto-fit,minmax(min(100%,34rem),1fr))]">
        {splits.length > 0 ? (
          <Section title="Splits">
            <DataTable label="Splits" {...splitTable(splits, format)} />
          </Section>
        ) : null}
        {laps.length > 0 ? (
          <Section title="Laps">
            <DataTable label="Laps" {...lapTable(laps, format)} />
          </Section>
        ) : null}
        <div>
          {way ? null : beside}
          {run.notes ? (
            <Section title="Notes">
              <p className="max-w-[65ch] whitespace-pre-line">{run.notes}</p>
            </Section>
          ) : null}
          <Shoe loaded={loaded} />
          <CalendarState runId={run.id} state={loaded.calendar} retry={retryEvent} />
        </div>
      </div>
      <ActivitySources
        id={run.id}
        sources={loaded.sources}
        table={provenanceTable(toldOfRun(run), run, loaded.sources, words)}
        words={words}
        split={split}
        mergeHref={`/runs/${encodeURIComponent(run.id)}/merge`}
      />
    </>
  );
}

function Shoe({ loaded: { run } }: { loaded: LoadedRun }) {
  if (!run.shoeId) return null;
  const name = run.shoeName ?? run.shoeId;
  return (
    <Section title="Shoe">
      <p>{run.shoeDeleted ? `${name} (deleted)` : <a href={`/shoes/${run.shoeId}`}>{name}</a>}</p>
    </Section>
  );
}

function HeartRateZones({ loaded: { sources, zones }, format }: { loaded: LoadedRun; format: Format }) {
  const counts = sources.find((source) => source.facts.summary?.heartRate)?.facts.summary?.heartRate?.seconds;
  if (!counts) return null;
  return (
    <Section title="Heart-rate zones" aside={zones ? `valid from ${formatDate(zones.validFrom, format.locale)}` : undefined}>
      {zones ? (
        <ZoneBars zones={heartRateZonesOf(counts, zones.lowerBoundsBpm)} label="Time in heart-rate zones" area="runs" />
      ) : (
        <p className="text-soft">
          No zones are set for this day. Set your threshold heart rate or your own zones in your{" "}
          <a href="/settings/profile">profile</a>, valid from a day on, and the time in each appears here.
        </p>
      )}
    </Section>
  );
}
