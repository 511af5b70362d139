import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionButton } from "@/components/ui/action-button";
import { PageHead } from "@/components/ui/page-head";
import { readAtOnce } from "@/db/client";
import { countWeek, findDigest } from "@/db/digests";
import { standoutText, weekDays, weekTitle } from "@/domain/digest-words";
import { daysOfIsoWeek, isoWeekOf } from "@/domain/iso-weeks";
import { addDays, localDate, weekday } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { momentText } from "../../_view/moments";
import { formatOf } from "../../_view/visitor-format";
import { make } from "../actions";
import { AreaRows, upToText } from "../area-rows";
import { rowsOf } from "../rows-of";

type Props = { params: Promise<{ isoWeek: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { isoWeek } = await params;
  return { title: daysOfIsoWeek(isoWeek) ? weekTitle(isoWeek) : "Weekly" };
}

/** One week in review: as it was written, or counted now where it was not. */
export default async function WeekPage({ params }: Props) {
  const { isoWeek } = await params;
  const { visitor, actor } = await requireUser();
  const days = daysOfIsoWeek(isoWeek);
  const today = localDate(new Date(), visitor.timeZone);
  if (!days || days.from > today) notFound();
  const format = formatOf(visitor);
  const running = days.to >= today;
  const soFar = running ? { daysBefore: weekday(today) } : undefined;
  const [found, counted] = await readAtOnce(actor, (tx) => Promise.all([findDigest(tx, isoWeek), countWeek(tx, isoWeek, soFar)]));
  // What was written of a week before it was over is none of the whole of it.
  const stored = found?.data.soFar ? null : found;
  const data = running || !stored ? counted : stored.data;
  const changed = stored !== null && !running && JSON.stringify(stored.data.areas) !== JSON.stringify(counted.areas);
  const next = addDays(days.to, 1);
  return (
    <>
      <PageHead
        title={weekTitle(isoWeek)}
        range={`${weekDays(isoWeek, format)}${running ? ", so far" : ""}`}
        back={{ href: "/weekly", label: "Weekly" }}
        action={
          running || (stored && !changed) ? null : (
            <ActionButton action={make} fields={{ isoWeek }}>
              {stored ? "Make it anew" : "Keep this week"}
            </ActionButton>
          )
        }
      />
      <nav className="week-nav no-print" aria-label="Weeks">
        <a href={`/weekly/${isoWeekOf(addDays(days.from, -7))}`} rel="prev">
          Week before
        </a>
        {next <= today ? (
          <a href={`/weekly/${isoWeekOf(next)}`} rel="next">
            Week after
          </a>
        ) : null}
      </nav>
      <p className="week-lede">
        {data.standout ? (
          <a href={rowsOf(data.standout.area, data.standout.name, days)}>
            {standoutText(data.standout, format, running ? upToText(today, days, format.locale, "weekday-long") : null)}
          </a>
        ) : (
          "Nothing stood out from the weeks before."
        )}
      </p>
      <AreaRows data={data} format={format} upTo={running ? today : days.to} />
      <p className="mt-4 text-12 text-soft">
        {stored && !running
          ? `Written ${momentText(stored.updatedAt, visitor)}${changed ? "; rows of this week have changed since" : ""}.`
          : running
            ? "The week is not over: it is counted each time you look, against the same days of the weeks before, and written on Monday."
            : "This week was not written; it is counted each time you look."}{" "}
        Days are those of the rows: the local day of an activity, your time zone for the rest. What stood out is the figure that
        lies furthest from its mean of up to 12 weeks before, in their standard deviations, from 1.5 on.
      </p>
    </>
  );
}
