import type { Metadata } from "next";
import { cache } from "react";
import { HowComputed } from "@/components/runs/how-computed";
import { ActionForm } from "@/components/ui/action-form";
import { Figure, Figures } from "@/components/ui/figure";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { formatTime } from "@/domain/units";
import { requireUser } from "../../../_auth/visitor";
import { dayText } from "../../_view/dates";
import { idOf, orNotFound } from "../../_view/or-not-found";
import { SPORT_NAMES } from "../../_view/sports";
import { formatOf } from "../../_view/visitor-format";
import { remove, undelete } from "../actions";
import { rideFigures } from "./figures";
import { loadRide } from "./load-ride";
import { RideBody } from "./ride-body";

type Props = { params: Promise<{ workoutId: string }> };

/** Once per request: the title needs the name, the page the rest. */
const load = cache(async (param: string) => {
  const { visitor, actor } = await requireUser();
  return { visitor, loaded: await orNotFound(loadRide(actor, idOf(param))) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).workoutId)).loaded.ride.title };
}

/** One ride or other activity: summary, way, courses, zones, power curve, laps. */
export default async function RidePage({ params }: Props) {
  const { visitor, loaded } = await load((await params).workoutId);
  const { ride } = loaded;
  const format = formatOf(visitor);
  const { numberFormat } = visitor;
  const figures = rideFigures(ride, format);
  const zone = ride.timeZone === visitor.timeZone ? "" : ` (${ride.timeZone})`;
  const clock = ride.startPrecision === "day" ? "" : `, ${formatTime(ride.startAt, numberFormat, ride.timeZone)}${zone}`;
  const gone = ride.deletedAt !== null;

  return (
    <>
      <PageHead
        title={ride.title}
        range={`${dayText(ride.localDate, numberFormat, "full")}${clock} · ${SPORT_NAMES[ride.sport]}`}
        area="rides"
        back={{ href: "/rides", label: "Rides" }}
        action={
          <ActionForm action={gone ? undelete : remove} className="contents">
            <input type="hidden" name="id" value={ride.id} />
            <SubmitButton variant={gone ? "main" : "quiet"} pending={gone ? "Bringing back…" : "Deleting…"}>
              {gone ? "Undelete" : "Delete"}
            </SubmitButton>
          </ActionForm>
        }
      />
      {gone ? (
        <Notice tone="warn" title="This activity was deleted">
          <p>It counts in no total and no chart. Undelete it to have it back as it was.</p>
        </Notice>
      ) : null}
      <HowComputed figures={figures}>
        <Figures label="Figures of this activity">
          {figures.map(({ label, value, unit, range }) => (
            <Figure key={label} label={label} value={value} unit={unit} range={range} size="big" />
          ))}
        </Figures>
      </HowComputed>
      <RideBody loaded={loaded} format={format} />
    </>
  );
}
