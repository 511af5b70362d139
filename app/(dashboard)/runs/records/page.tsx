import type { Metadata } from "next";
import { HowComputed } from "@/components/runs/how-computed";
import { RunsTabs } from "@/components/runs/runs-tabs";
import { DataTable } from "@/components/table/data-table";
import { Empty } from "@/components/ui/empty";
import { Figure, Figures } from "@/components/ui/figure";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { listPersonalBests } from "@/db/best-efforts";
import { asUser } from "@/db/client";
import { listRunDays } from "@/db/run-charts";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { formatOf } from "../../_view/visitor-format";
import { RecordHistory } from "./record-history";
import { bestsTable, constancyFigures } from "./records-view";

export const metadata: Metadata = { title: "Records" };

/** Personal bests from 400 m to the marathon with how they came about, streaks, Eddington number. */
export default async function RecordsPage({ searchParams }: { searchParams: Promise<{ distance?: string }> }) {
  const { visitor, actor } = await requireUser();
  const format = formatOf(visitor);
  const today = localDate(new Date(), visitor.timeZone);
  const { bests, days } = await asUser(actor, async (tx) => ({
    bests: await listPersonalBests(tx),
    days: await listRunDays(tx, {}),
  }));
  const figures = constancyFigures(days, today, format);
  const asked = Number((await searchParams).distance);
  const chosen = [asked, 5000, bests[0]?.distanceM].find((metres) => bests.some((best) => best.distanceM === metres));
  return (
    <>
      <PageHead title="Runs" area="runs" range="Records" tabs={<RunsTabs current="/runs/records" />} />
      {days.length === 0 ? (
        <Empty title="No records yet" icon="flag">
          <p>Streaks begin with your first runs; best efforts need runs with a track, as FIT, GPX and TCX files bring them.</p>
        </Empty>
      ) : (
        <HowComputed figures={figures}>
          <Figures label="Constancy">
            {figures.map(({ label, value, unit, range, href }) => (
              <Figure key={label} label={label} value={value} unit={unit} range={range} href={href} size="big" />
            ))}
          </Figures>
        </HowComputed>
      )}
      {bests.length > 0 ? (
        <Section title="Personal bests" aside="fastest stretch of any run, pauses included">
          <DataTable label="Personal bests" {...bestsTable(bests, format)} />
        </Section>
      ) : null}
      {chosen === undefined ? null : (
        <RecordHistory history={bests.filter((best) => best.distanceM === chosen)} format={format} today={today} />
      )}
    </>
  );
}
