import type { Metadata } from "next";
import { DataTable } from "@/components/table/data-table";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { Flash } from "@/components/ui/toast";
import { asUser } from "@/db/client";
import { comparePaces, listShoes } from "@/db/shoes";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../_auth/visitor";
import { formatOf } from "../_view/visitor-format";
import { counted } from "../_view/words";
import { undelete } from "./actions";
import { paceTable } from "./pace-table";
import { ShoeList } from "./shoe-list";

export const metadata: Metadata = { title: "Shoes" };

/** All shoes: in use, retired, deleted, and how fast each is. */
export default async function ShoesPage({ searchParams }: { searchParams: Promise<{ removed?: string }> }) {
  const { visitor, actor } = await requireUser();
  const format = formatOf(visitor);
  const today = localDate(new Date(), visitor.timeZone);
  const { shoes, deleted, paces } = await asUser(actor, async (tx) => ({
    shoes: await listShoes(tx, {}, today),
    deleted: await listShoes(tx, { deleted: true }, today),
    paces: await comparePaces(tx),
  }));
  const inUse = shoes.filter((shoe) => shoe.retiredAt === null);
  const retired = shoes.filter((shoe) => shoe.retiredAt !== null);
  const { removed } = await searchParams;
  const gone = deleted.find((shoe) => shoe.id === removed);

  return (
    <>
      {gone ? <Flash message={`${gone.name} deleted.`} undo={undelete} fields={{ id: gone.id }} /> : null}
      <PageHead
        title="Shoes"
        area="runs"
        range={`${counted(inUse.length, "pair", format)} in use, ${counted(retired.length, "pair", format)} retired`}
        action={
          <ButtonLink href="/shoes/new" variant="main" icon="plus">
            Add shoe
          </ButtonLink>
        }
      />
      {shoes.length === 0 ? (
        <Empty title="No shoes yet" icon="shoe">
          <p>Add a pair and choose it on your runs, or import a Strava archive: it brings its shoes along.</p>
        </Empty>
      ) : null}
      {inUse.length > 0 ? (
        <Section title="In use" area="runs">
          <ShoeList shoes={inUse} format={format} label="Shoes in use" />
        </Section>
      ) : null}
      {retired.length > 0 ? (
        <Section title="Retired" area="runs">
          <ShoeList shoes={retired} format={format} label="Retired shoes" />
        </Section>
      ) : null}
      {paces.length > 1 ? (
        <Section title="Pace by shoe" aside="over all runs with a distance">
          <DataTable label="Pace by shoe" {...paceTable(paces, [...shoes, ...deleted], format)} rowHref="/shoes/{id}" />
        </Section>
      ) : null}
      {deleted.length > 0 ? (
        <Section title="Deleted">
          <ShoeList shoes={deleted} format={format} label="Deleted shoes" />
        </Section>
      ) : null}
    </>
  );
}
