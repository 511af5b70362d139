import type { Metadata } from "next";
import { GoalFields } from "@/components/planning/goal-fields";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { FormActions } from "@/components/ui/form-layout";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { asUser } from "@/db/client";
import { listHabitNames } from "@/db/habits";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { formatOf } from "../../_view/visitor-format";
import { create } from "../actions";
import { metricChoices, newGoalTexts } from "../goal-texts";

export const metadata: Metadata = { title: "Add goal" };

/** A new goal. */
export default async function NewGoalPage() {
  const { visitor, actor } = await requireUser();
  const habits = await asUser(actor, (tx) => listHabitNames(tx));
  return (
    <>
      <PageHead title="Add goal" area="planning" back={{ href: "/goals", label: "Goals" }} />
      <ActionForm action={create}>
        <GoalFields
          texts={newGoalTexts(localDate(new Date(), visitor.timeZone))}
          metrics={metricChoices(formatOf(visitor))}
          habits={habits.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FormError />
        <FormActions>
          <SubmitButton pending="Adding…">Add goal</SubmitButton>
          <ButtonLink href="/goals" variant="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
      </ActionForm>
    </>
  );
}
