import type { Metadata } from "next";
import { ChartFrame } from "@/components/charts/chart-frame";
import { MileageBar } from "@/components/shoes/mileage-bar";
import { DataTable } from "@/components/table/data-table";
import { Figure, Figures } from "@/components/ui/figure";
import { Section } from "@/components/ui/section";
import { Flash } from "@/components/ui/toast";
import { asUser } from "@/db/client";
import { comparePaces, getShoeEvenDeleted, listShoeNames, listShoePaces } from "@/db/shoes";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { idOf, orNotFound } from "../../_view/or-not-found";
import { formatOf } from "../../_view/visitor-format";
import { unretire } from "../actions";
import { paceTable } from "../pace-table";
import { wearOf } from "../wear";
import { shoeFigures, shoeTrend } from "./shoe-figures";
import { ShoeHead } from "./shoe-head";
import { ShoeState } from "./shoe-state";

type Props = { params: Promise<{ shoeId: string }>; searchParams: Promise<{ retired?: string }> };

export const metadata: Metadata = { title: "Shoe" };

/** One shoe: mileage against its limit, months, pace beside other shoes; edit, retire, delete. */
export default async function ShoePage({ params, searchParams }: Props) {
  const { visitor, actor } = await requireUser();
  const id = idOf((await params).shoeId);
  const format = formatOf(visitor);
  const today = localDate(new Date(), visitor.timeZone);
  const load = asUser(actor, async (tx) => ({
    shoe: await getShoeEvenDeleted(tx, id, today),
    months: await listShoePaces(tx, id),
    paces: await comparePaces(tx),
    names: await listShoeNames(tx),
  }));
  const { shoe, months, paces, names } = await orNotFound(load);
  const wear = wearOf(shoe, format);
  const justRetired = Number((await searchParams).retired) === shoe.version;

  return (
    <>
      {justRetired ? <Flash message={`${shoe.name} retired.`} undo={unretire} fields={{ id }} /> : null}
      <ShoeHead shoe={shoe} today={today} />
      <ShoeState shoe={shoe} wear={wear} visitor={visitor} />
      <Figures label="Figures of this shoe">
        {shoeFigures(shoe, format).map((figure) => (
          <Figure key={figure.label} {...figure} size="big" />
        ))}
      </Figures>
      {wear.share === null ? null : (
        <div className="pt-4" data-area="runs">
          <MileageBar share={wear.share} warning={shoe.warning} text={wear.text} />
          <p className="pt-1 text-12 text-soft">{[wear.text, wear.forecast].filter(Boolean).join(" · ")}</p>
        </div>
      )}
      {months.length > 1 ? (
        <div className="grid gap-x-8 gap-y-4 pt-6 lg:grid-cols-2">
          <ChartFrame {...shoeTrend("distance", months, shoe, today, format)} area="runs" />
          <ChartFrame {...shoeTrend("pace", months, shoe, today, format)} area="runs" />
        </div>
      ) : null}
      {shoe.notes ? (
        <Section title="Notes">
          <p className="max-w-[65ch] whitespace-pre-line">{shoe.notes}</p>
        </Section>
      ) : null}
      {paces.length > 1 ? (
        <Section title="Pace by shoe" aside="over all runs with a distance">
          <DataTable label="Pace by shoe" {...paceTable(paces, names, format)} rowHref="/shoes/{id}" />
        </Section>
      ) : null}
    </>
  );
}
