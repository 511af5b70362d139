import type { Metadata } from "next";
import { cache } from "react";
import { HowComputed } from "@/components/runs/how-computed";
import { Figure, Figures } from "@/components/ui/figure";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { listSessionActivities } from "@/db/session-activities";
import { getStrengthWorkoutEvenDeleted } from "@/db/strength";
import { listRecords } from "@/db/strength-records";
import { requireUser } from "../../../_auth/visitor";
import { idOf, orNotFound } from "../../_view/or-not-found";
import { formatOf } from "../../_view/visitor-format";
import { ExerciseSection } from "./exercise-section";
import { sessionFigures } from "./figures";
import { partsOf } from "./parts";
import { Recorded } from "./recorded";
import { SessionFlash } from "./session-flash";
import { SessionHead } from "./session-head";

type Props = { params: Promise<{ workoutId: string }>; searchParams: Promise<{ done?: string | string[] }> };

/** Once per request: the title needs the name, the page the rest. */
const load = cache(async (param: string) => {
  const { visitor, actor } = await requireUser();
  const id = idOf(param);
  const loading = asUser(actor, async (tx) => {
    const session = await getStrengthWorkoutEvenDeleted(tx, id);
    const activities = session.deletedAt ? [] : await listSessionActivities(tx, id);
    return {
      session,
      activities,
      records: await listRecords(tx, [...new Set(session.exercises.map(({ exerciseId }) => exerciseId))]),
    };
  });
  return { visitor, ...(await orNotFound(loading)) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).workoutId)).session.title };
}

/** One strength session: its figures, and exercise by exercise its sets. */
export default async function SessionPage({ params, searchParams }: Props) {
  const { visitor, session, activities, records } = await load((await params).workoutId);
  const format = formatOf(visitor);
  const figures = sessionFigures(session, activities, format);

  return (
    <>
      <SessionFlash session={session} done={(await searchParams).done} />
      <SessionHead session={session} visitor={visitor} current="page" />
      {session.deletedAt ? <Gone atHevy={session.hevyDeletedAt !== null} /> : null}
      <HowComputed figures={figures}>
        <Figures label="Figures of this session">
          {figures.map(({ label, value, unit, range }) => (
            <Figure key={label} label={label} value={value} unit={unit} range={range} size="big" />
          ))}
        </Figures>
      </HowComputed>
      <div className="grid items-start gap-x-8 grid-cols-[repeat(auto-fit,minmax(min(100%,30rem),1fr))]">
        {partsOf(session, records).map(({ key, ...part }) => (
          <ExerciseSection key={key} {...part} live={session.deletedAt === null} format={format} />
        ))}
      </div>
      {session.description ? (
        <Section title="Notes">
          <p className="max-w-[65ch] whitespace-pre-line">{session.description}</p>
        </Section>
      ) : null}
      <Recorded sessionId={session.id} activities={activities} format={format} />
    </>
  );
}

function Gone({ atHevy }: { atHevy: boolean }) {
  return (
    <Notice tone="warn" title={atHevy ? "This session was deleted at Hevy" : "This session was deleted"}>
      <p>It counts in no total, no chart and no record. Undelete it to have it back as it was.</p>
    </Notice>
  );
}
