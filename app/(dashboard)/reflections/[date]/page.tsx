import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readAtOnce } from "@/db/client";
import { addDays, isLocalDate, localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { formatOf } from "../../_view/visitor-format";
import { DayFacts } from "../day-facts";
import { DayForm } from "../day-form";
import { DayHead } from "../day-head";
import { loadDay } from "../load-day";

export const metadata: Metadata = { title: "Reflection" };

/** One day: what happened, and how it was. */
export default async function ReflectionPage({ params }: { params: Promise<{ date: string }> }) {
  const { date } = await params;
  const { visitor, actor } = await requireUser();
  const today = localDate(new Date(), visitor.timeZone);
  if (!isLocalDate(date)) notFound();
  const day = await readAtOnce(actor, (tx) => loadDay(tx, date, today));
  // No day to come is offered, but what was written of one through the API is there to be read and mended.
  if (!day.reflection && (date < "1900-01-01" || date > addDays(today, 1))) notFound();
  const format = formatOf(visitor);
  return (
    <>
      <DayHead date={date} today={today} reflection={day.reflection} current="day" locale={format.locale} />
      <div className="beside grid items-start gap-8 lg:grid-cols-[2fr_1fr]">
        <DayForm owner={visitor.userId} date={date} reflection={day.reflection} linkable={day.linkable} />
        <div>
          <DayFacts day={day} date={date} format={format} />
        </div>
      </div>
    </>
  );
}
