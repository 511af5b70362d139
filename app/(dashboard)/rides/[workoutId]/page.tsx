import type { Metadata } from "next";
import { cache } from "react";
import { HowComputed } from "@/components/runs/how-computed";
import { Figure, Figures } from "@/components/ui/figure";
import { requireUser } from "../../../_auth/visitor";
import { MaybeSameNotice } from "../../_view/maybe-same";
import { idOf, orNotFound } from "../../_view/or-not-found";
import { formatOf } from "../../_view/visitor-format";
import { DeletedRide } from "./deleted-ride";
import { rideFigures } from "./figures";
import { loadRide } from "./load-ride";
import { RideBody } from "./ride-body";
import { type Given, RideFlash } from "./ride-flash";
import { RideHead } from "./ride-head";
import { TellsOfSession } from "./tells-of-session";

type Props = { params: Promise<{ workoutId: string }>; searchParams: Promise<Given> };

/** Once per request: the title needs the name, the page the rest. */
const load = cache(async (param: string) => {
  const { visitor, actor } = await requireUser();
  return { visitor, loaded: await orNotFound(loadRide(actor, idOf(param))) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).workoutId)).loaded.ride.title };
}

/** One ride or other activity: summary, way, courses, zones, power curve, laps, and where all of it comes from. */
export default async function RidePage({ params, searchParams }: Props) {
  const { visitor, loaded } = await load((await params).workoutId);
  const { ride } = loaded;
  const format = formatOf(visitor);
  const figures = rideFigures(ride, format);

  return (
    <>
      <RideFlash ride={ride} given={await searchParams} />
      <RideHead ride={ride} visitor={visitor} current="page" />
      {ride.deletedAt ? <DeletedRide ride={ride} /> : null}
      <MaybeSameNotice activity={{ noun: "workout", id: ride.id }} others={loaded.maybe} locale={format.locale} />
      <TellsOfSession ride={ride} sessions={loaded.sessions} />
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
