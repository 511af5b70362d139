import type { Metadata } from "next";
import { cache } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { DataTable } from "@/components/table/data-table";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { getExercise } from "@/db/strength-records";
import { recordsOf, sessionsOf } from "@/domain/strength-records";
import { requireUser } from "../../../../_auth/visitor";
import { spanText } from "../../../_view/dates";
import { idOf, orNotFound } from "../../../_view/or-not-found";
import { formatOf } from "../../../_view/visitor-format";
import { counted } from "../../../_view/words";
import { courseOf, recordTable, sessionTable } from "./exercise-view";

type Props = { params: Promise<{ exerciseId: string }> };

/** Once per request: the title needs the name, the page the rest. */
const load = cache(async (param: string) => {
  const { visitor, actor } = await requireUser();
  const id = idOf(param);
  return { visitor, exercise: await orNotFound(asUser(actor, (tx) => getExercise(tx, id))) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).exerciseId)).exercise.title };
}

/** So many of the last sessions are listed; all of them are a filter of the Strength page. */
const SESSIONS_SHOWN = 25;

/** One exercise: how strong it became, its records, its sessions. */
export default async function ExercisePage({ params }: Props) {
  const { visitor, exercise } = await load((await params).exerciseId);
  const format = formatOf(visitor);
  const sessions = sessionsOf(exercise.sets);
  const records = recordsOf(exercise.sets);
  const course = courseOf(sessions, format);
  const [first, last] = [sessions[0]?.localDate, sessions.at(-1)?.localDate];
  const span = first && last ? spanText(first, last, format.locale) : "";
  return (
    <>
      <PageHead
        title={exercise.title}
        area="strength"
        back={{ href: "/strength/exercises", label: "Exercises" }}
        range={[counted(sessions.length, "session", format), span].filter(Boolean).join(" · ")}
      />
      {course ? <ChartFrame {...course} range={span} kind="lines" area="strength" /> : null}
      {records.length > 0 ? (
        <Section title="Records" aside="of working sets, the first that reached it">
          <DataTable label="Records" {...recordTable(records, format)} />
        </Section>
      ) : null}
      {sessions.length > 0 ? (
        <Section
          title="Sessions"
          area="strength"
          aside={
            <a href={`/strength?exercise=${encodeURIComponent(exercise.id)}`}>
              All {counted(sessions.length, "session", format)}
            </a>
          }
        >
          <DataTable label="Sessions" {...sessionTable(sessions.slice(-SESSIONS_SHOWN), format)} rowHref="/strength/{id}" />
        </Section>
      ) : (
        <p className="text-soft">Only warm-ups of this exercise were ever done.</p>
      )}
    </>
  );
}
