import type { Metadata } from "next";
import { NoSessions } from "@/components/strength/no-sessions";
import { StrengthTabs } from "@/components/strength/strength-tabs";
import { DataTable } from "@/components/table/data-table";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { listExercises } from "@/db/strength-records";
import { requireUser } from "../../../_auth/visitor";
import { formatOf } from "../../_view/visitor-format";
import { counted } from "../../_view/words";
import { exerciseTable } from "../exercise-table";

export const metadata: Metadata = { title: "Exercises" };

/** Every exercise that was ever done, with its records. */
export default async function ExercisesPage() {
  const { visitor, actor } = await requireUser();
  const format = formatOf(visitor);
  const exercises = await asUser(actor, listExercises);
  return (
    <>
      <PageHead
        title="Strength"
        area="strength"
        range={exercises.length > 0 ? counted(exercises.length, "exercise", format) : undefined}
        tabs={<StrengthTabs current="/strength/exercises" />}
      />
      {exercises.length === 0 ? (
        <NoSessions />
      ) : (
        <DataTable label="Exercises" {...exerciseTable(exercises, format)} rowHref="/strength/exercises/{id}" />
      )}
    </>
  );
}
